/**
 * What will be measured, decided before anything runs: presets, cells, arms, rounds, CPUs, flags,
 * budgets and the terms of verdicts. Imports analyse, jdk, measure, model and pattern.
 */
@NullMarked
package org.asyncmark.plan;

import org.jspecify.annotations.NullMarked;
