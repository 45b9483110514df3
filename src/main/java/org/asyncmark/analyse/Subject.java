package org.asyncmark.analyse;

/** What a contrast is about. */
public sealed interface Subject permits ArmPair, Interaction {}
