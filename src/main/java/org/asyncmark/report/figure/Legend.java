package org.asyncmark.report.figure;

import java.util.ArrayList;
import java.util.List;
import org.asyncmark.model.Model;
import org.asyncmark.report.figure.Svg.Anchor;
import org.asyncmark.report.figure.Svg.Ink;
import org.asyncmark.text.TextWidth;

/** The models of a figure, one below the other, with a mark and notes. */
final class Legend {
  /** What of a model is in the figure. */
  enum Mark {
    NOTHING,
    DOT,
    LINE_AND_DOT
  }

  private static final double MARK = 34;

  private record Entry(
      Model model, double lineWidth, Mark mark, List<String> label, List<String> notes) {}

  private final double width;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();

  Legend(double width) {
    this.width = width;
  }

  /** Adds a model. */
  void add(Model model, double lineWidth, Mark mark, String label, String note) {
    double textWidth = width - MARK;
    entries.add(
        new Entry(
            model,
            lineWidth,
            mark,
            TextWidth.wrap(label, FigureFrame.LABEL, textWidth),
            note.isEmpty() ? List.of() : TextWidth.wrap(note, FigureFrame.NOTE, textWidth)));
  }

  /** Adds words below the models. */
  void key(String words) {
    keys.addAll(TextWidth.wrap(words, FigureFrame.NOTE, width));
  }

  double height() {
    double height = 0;
    for (Entry entry : entries) {
      height +=
          entry.label.size() * FigureFrame.LABEL_LINE
              + entry.notes.size() * FigureFrame.NOTE_LINE
              + 9;
    }
    return height + keys.size() * FigureFrame.NOTE_LINE + 10;
  }

  void draw(Svg svg, double x, double top) {
    double y = top;
    for (Entry entry : entries) {
      mark(svg, entry, x, y + 9);
      for (String line : entry.label) {
        svg.text(x + MARK, y + 13, FigureFrame.LABEL, Anchor.START, Ink.STRONG, line);
        y += FigureFrame.LABEL_LINE;
      }
      for (String line : entry.notes) {
        svg.text(x + MARK, y + 11, FigureFrame.NOTE, Anchor.START, Ink.MUTED, line);
        y += FigureFrame.NOTE_LINE;
      }
      y += 9;
    }
    y += 10;
    for (String line : keys) {
      svg.text(x, y + 8, FigureFrame.NOTE, Anchor.START, Ink.MUTED, line);
      y += FigureFrame.NOTE_LINE;
    }
  }

  private static void mark(Svg svg, Entry entry, double x, double y) {
    double end = x + MARK - 8;
    String colour = entry.model.colour();
    if (entry.mark == Mark.LINE_AND_DOT) {
      List<double[]> line = List.of(new double[] {x, y}, new double[] {end, y});
      svg.curve(line, colour, entry.model.dashes(), entry.lineWidth);
    }
    if (entry.mark != Mark.NOTHING) {
      svg.dot((x + end) / 2, y, 4, colour);
    }
  }
}
