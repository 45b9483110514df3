package org.asyncmark.store;

import java.util.List;
import org.asyncmark.analyse.RunRecord;

/**
 * A foreign file as a run.
 *
 * @param notes what a reader must know of it, a line each with the name of the file: what was left
 *     out and why, forks that are missing, a version that was not tested
 * @param leftOut the number of results that were left out
 */
public record Imported(RunRecord run, List<String> notes, int leftOut) {
  public Imported {
    notes = List.copyOf(notes);
  }
}
