package org.asyncmark.loop;

/**
 * What a loop has done since it was opened, as of the end of its last turn. What runs while it
 * closes is not counted.
 *
 * @param turns turns begun and ended: one look at the channels and one run of what was ready, each
 * @param sleeps turns that blocked, or would have if nothing had come first, because nothing was
 *     ready; the other turns look at the channels without waiting
 * @param wakeups times that another thread handed work over and found the loop asleep, so that it
 *     had to wake it
 * @param keys channels that were found ready; one may be found in many turns
 * @param callbacks callbacks run: steps of tasks, handlers of ready channels and due timers
 *     included, cancelled ones not
 * @param timers timers that came due and were not cancelled
 */
public record LoopCounts(
    long turns, long sleeps, long wakeups, long keys, long callbacks, long timers) {}
