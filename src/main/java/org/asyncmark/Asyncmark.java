package org.asyncmark;

/** x. */
public final class Asyncmark {
  private Asyncmark() {}

  public static void main(String[] args) {
    System.out.println("hi");
  }
}
