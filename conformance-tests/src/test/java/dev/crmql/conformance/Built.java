package dev.crmql.conformance;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.RandomGenerator;

/**
 * An arbitrary whose generator is built once. Before jqwik builds one, it compares the arbitrary
 * part by part with those that it knows, which takes forever where they are nested deeply.
 */
final class Built<T> implements Arbitrary<T> {

  /** What jqwik sizes its distributions by; its own default number of tries. */
  private static final int GENERATION_SIZE = 1000;

  private final RandomGenerator<T> generator;

  private Built(RandomGenerator<T> generator) {
    this.generator = generator;
  }

  static <T> Arbitrary<T> of(Arbitrary<T> arbitrary) {
    return new Built<>(arbitrary.generator(GENERATION_SIZE));
  }

  @Override
  public RandomGenerator<T> generator(int genSize) {
    return generator;
  }

  @Override
  public EdgeCases<T> edgeCases(int maxEdgeCases) {
    return EdgeCases.none();
  }

  @Override
  public boolean isGeneratorMemoizable() {
    return false;
  }
}
