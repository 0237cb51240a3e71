package dev.crmql.benchmarks;

import dev.crmql.language.QueryParser;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.server.Services;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.SearchPlan;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** KQL text to the request that a service is sent: parse, normalise, compile. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlanBenchmark {

  /** What is compiled. */
  @Param public BenchmarkQuery query;

  /** For whom. */
  @Param({
    "salesforce",
    "dynamics",
    "sugarcrm",
    "oracle",
    "hubspot",
    "zoho",
    "pipedrive",
    "pipeliner"
  })
  public String service;

  private Connector connector;

  /** Finds the connector. */
  @Setup
  public void findConnector() {
    connector =
        Services.all().stream()
            .filter(candidate -> candidate.service().equals(service))
            .findFirst()
            .orElseThrow();
  }

  /** Text to request; what a service can't be asked is left to the engine. */
  @Benchmark
  public SearchPlan crmql() {
    return connector.plan(
        QueryParser.kql().parse(query.kql()), ObjectSchema.unknown(), Completion.LOCAL);
  }
}
