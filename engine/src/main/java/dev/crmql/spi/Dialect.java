package dev.crmql.spi;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.query.Query;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a service can be asked, as data. The support table is printed from it. */
public final class Dialect {

  private final String serviceTitle;
  private final Map<Construct, Entry> entries;

  private record Entry(Support support, String remark) {}

  private Dialect(Builder builder) {
    this.serviceTitle = builder.serviceTitle;
    this.entries = new EnumMap<>(builder.entries);
  }

  /**
   * Starts the dialect of a service.
   *
   * @param serviceTitle the service's name as people write it, such as {@code SugarCRM}
   */
  public static Builder named(String serviceTitle) {
    return new Builder(serviceTitle);
  }

  /** The service's name as people write it. */
  public String serviceTitle() {
    return serviceTitle;
  }

  /** How the construct is answered. */
  public Support support(Construct construct) {
    return entries.get(construct).support();
  }

  /** How it is answered, or what to do instead; may be empty. */
  public String remark(Construct construct) {
    return entries.get(construct).remark();
  }

  /**
   * Everything in the query that can't be answered.
   *
   * @param query the query as written, not normalised
   * @return one diagnostic for each place, in the order of the text; empty if all can be answered
   */
  public List<Diagnostic> check(Query query, Completion completion) {
    List<Diagnostic> faults = new ArrayList<>();
    ConstructFinder.find(
        query,
        (construct, at) -> {
          Entry entry = entries.get(construct);
          if (!answers(entry.support(), completion)) {
            String message = serviceTitle + " cannot express " + construct.text();
            List<String> hints = new ArrayList<>();
            if (!entry.remark().isEmpty()) {
              hints.add(entry.remark());
            }
            if (entry.support() == Support.COMPLETED) {
              hints.add("completion=local lets the engine evaluate it");
            }
            faults.add(new Diagnostic(DiagnosticCode.UNSUPPORTED_CONSTRUCT, at, message, hints));
          }
        });
    return faults;
  }

  private static boolean answers(Support support, Completion completion) {
    return switch (support) {
      case PUSHED, CHECKED -> true;
      case COMPLETED -> completion == Completion.LOCAL;
      case REFUSED -> false;
    };
  }

  /** Builds a {@link Dialect}; every construct must be given a support. */
  public static final class Builder {
    private final String serviceTitle;
    private final Map<Construct, Entry> entries = new EnumMap<>(Construct.class);

    private Builder(String serviceTitle) {
      this.serviceTitle = Objects.requireNonNull(serviceTitle, "serviceTitle");
    }

    /** These are answered by the service, exactly. */
    public Builder pushes(Construct... constructs) {
      for (Construct construct : constructs) {
        put(construct, Support.PUSHED, "");
      }
      return this;
    }

    /** This is answered by the service, exactly, in the way that the remark says. */
    public Builder pushes(Construct construct, String remark) {
      return put(construct, Support.PUSHED, remark);
    }

    /** This is answered by the service and checked again by the engine. */
    public Builder checks(Construct construct, String remark) {
      return put(construct, Support.CHECKED, remark);
    }

    /** This is refused, unless the engine may complete it. */
    public Builder completes(Construct construct, String hint) {
      return put(construct, Support.COMPLETED, hint);
    }

    /** This is refused. */
    public Builder refuses(Construct construct, String hint) {
      return put(construct, Support.REFUSED, hint);
    }

    /** All of these are answered by the service, exactly, in the way that the remark says. */
    public Builder pushes(Set<Construct> constructs, String remark) {
      constructs.forEach(construct -> pushes(construct, remark));
      return this;
    }

    /** All of these are answered by the service and checked again by the engine. */
    public Builder checks(Set<Construct> constructs, String remark) {
      constructs.forEach(construct -> checks(construct, remark));
      return this;
    }

    /** All of these are refused, unless the engine may complete them. */
    public Builder completes(Set<Construct> constructs, String hint) {
      constructs.forEach(construct -> completes(construct, hint));
      return this;
    }

    /** All of these are refused. */
    public Builder refuses(Set<Construct> constructs, String hint) {
      constructs.forEach(construct -> refuses(construct, hint));
      return this;
    }

    private Builder put(Construct construct, Support support, String remark) {
      if (entries.put(construct, new Entry(support, remark)) != null) {
        throw new IllegalStateException(construct + " is declared twice for " + serviceTitle);
      }
      return this;
    }

    /**
     * The dialect.
     *
     * @throws IllegalStateException if a construct was forgotten
     */
    public Dialect build() {
      for (Construct construct : Construct.values()) {
        if (!entries.containsKey(construct)) {
          throw new IllegalStateException(construct + " is not declared for " + serviceTitle);
        }
      }
      return new Dialect(this);
    }
  }
}
