package org.asyncmark.analyse;

/**
 * How surprising a contrast would be if its arms did not differ.
 *
 * @param family id of the family that was declared before the run
 * @param familySize number of contrasts in it, those without an estimate included
 * @param p two-sided, of this contrast alone; 1 if there is no estimate
 * @param adjustedP for the size of the family
 */
public record Significance(
    String family, int familySize, Adjustment adjustment, double p, double adjustedP) {}
