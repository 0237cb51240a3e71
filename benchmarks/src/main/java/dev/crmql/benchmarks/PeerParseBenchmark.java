package dev.crmql.benchmarks;

import java.util.concurrent.TimeUnit;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.core.edm.EdmProviderImpl;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.core.uri.parser.Parser;
import org.jooq.DSLContext;
import org.jooq.Queries;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The same queries in the parsers of others: jOOQ reads the KQL as SQL, Olingo reads OData. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class PeerParseBenchmark {

  static {
    // jOOQ greets on its log otherwise.
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }

  /** What is parsed. */
  @Param public BenchmarkQuery query;

  private final DSLContext jooq = DSL.using(SQLDialect.DEFAULT);
  private final OData odata = OData.newInstance();
  private final Edm edm = new EdmProviderImpl(new BenchmarkEdm());

  /** SQL to jOOQ's tree. */
  @Benchmark
  public Queries jooq() {
    return jooq.parser().parse(query.kql());
  }

  /** OData to Olingo's tree. */
  @Benchmark
  public UriInfo olingo() throws ODataLibraryException {
    return new Parser(edm, odata).parseUri("Accounts", query.odata(), null, null);
  }
}
