package org.example.pricing;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.Task;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Stage;
import org.example.tariff.Tariff;

/** An order is priced by the library, in each model. */
enum PricingMechanism implements Mechanism {
  SUBMIT(Mechanism.THREADS, PricingMechanism::blocking),
  SUPPLY_ASYNC(Mechanism.FUTURE, PricingMechanism::future),
  CALL(Mechanism.LOOP, PricingMechanism::loop);

  /** The pattern: prices an order and returns what the library has given. */
  interface Pricing {
    int price(long tokens) throws ExecutionException, InterruptedException;
  }

  private final Set<Model> models;
  private final Function<Stage, Pricing> opening;

  PricingMechanism(Set<Model> models, Function<Stage, Pricing> opening) {
    this.models = models;
    this.opening = opening;
  }

  Pricing open(Stage stage) {
    return opening.apply(stage);
  }

  @Override
  public Set<Model> models() {
    return models;
  }

  private static Pricing blocking(Stage stage) {
    var tasks = stage.tasks();
    return tokens -> tasks.submit(() -> Tariff.price(tokens)).get();
  }

  private static Pricing future(Stage stage) {
    var tasks = stage.tasks();
    return tokens -> CompletableFuture.supplyAsync(() -> Tariff.price(tokens), tasks).get();
  }

  private static Pricing loop(Stage stage) {
    var loop = stage.loop();
    return tokens ->
        loop.callAndWait(() -> Task.start(loop, () -> Awaitable.of(Tariff.price(tokens))));
  }
}
