package dev.crmql.search;

import dev.crmql.language.Language;
import dev.crmql.query.Query;
import dev.crmql.spi.Completion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What to search for, and where.
 *
 * <p>KQL says with LIMIT and OFFSET which rows are wanted. In every other language an answer is one
 * page of at most {@link #pageSize} rows, and {@link SearchResult#next} is where the next begins.
 */
public final class SearchRequest {

  /** The page size of a request that sets none. */
  public static final int DEFAULT_PAGE_SIZE = 30;

  /** The largest page size. */
  public static final int MAX_PAGE_SIZE = 1000;

  private final List<String> accountIds;
  private final Optional<String> text;
  private final Optional<Query> query;
  private final Optional<Language> language;
  private final Completion completion;
  private final int pageSize;
  private final Optional<PagePosition> position;
  private final Predicate<String> visible;
  private final Optional<String> requestId;

  private SearchRequest(Builder builder) {
    this.accountIds = List.copyOf(builder.accountIds);
    this.text = Optional.ofNullable(builder.text);
    this.query = Optional.ofNullable(builder.query);
    this.language = Optional.ofNullable(builder.language);
    this.completion = builder.completion;
    this.pageSize = builder.pageSize;
    this.position = Optional.ofNullable(builder.position);
    this.visible = builder.visible;
    this.requestId = Optional.ofNullable(builder.requestId);
  }

  /** Starts a request. */
  public static Builder builder() {
    return new Builder();
  }

  /** The accounts to ask, in the order of the answer's rows; each once, at least one. */
  public List<String> accountIds() {
    return accountIds;
  }

  /** The query as text; empty exactly if it is given as a tree. */
  public Optional<String> text() {
    return text;
  }

  /** The query as a tree; empty exactly if it is given as text. */
  public Optional<Query> query() {
    return query;
  }

  /** The language of the text; empty for each service's own default. */
  public Optional<Language> language() {
    return language;
  }

  /** What happens to what a service can't be asked. */
  public Completion completion() {
    return completion;
  }

  /** Most rows of an answer, from 1 to 1000. A search in KQL alone does not heed it. */
  public int pageSize() {
    return pageSize;
  }

  /** Where to go on; empty for the first page. A search in KQL alone does not heed it. */
  public Optional<PagePosition> position() {
    return position;
  }

  /** The accounts that the caller may see. */
  Predicate<String> visible() {
    return visible;
  }

  /** What names the request in the log; empty if nothing does. */
  public Optional<String> requestId() {
    return requestId;
  }

  /** Builds a {@link SearchRequest}. */
  public static final class Builder {
    private final Set<String> accountIds = new LinkedHashSet<>();
    private String text;
    private Query query;
    private Language language;
    private Completion completion = Completion.STRICT;
    private int pageSize = DEFAULT_PAGE_SIZE;
    private PagePosition position;
    private Predicate<String> visible = id -> true;
    private String requestId;

    private Builder() {}

    /** Adds accounts; one that stands twice is asked once. */
    public Builder accounts(String... ids) {
      return accounts(List.of(ids));
    }

    /** Adds accounts; one that stands twice is asked once. */
    public Builder accounts(List<String> ids) {
      accountIds.addAll(ids);
      return this;
    }

    /** The query as text. */
    public Builder text(String queryText) {
      this.text = queryText;
      return this;
    }

    /** The query as a tree, which means what it means in KQL. */
    public Builder query(Query tree) {
      this.query = tree;
      return this;
    }

    /** The language of the text. */
    public Builder language(Language textLanguage) {
      this.language = textLanguage;
      return this;
    }

    /** What happens to what a service can't be asked; refused if not set. */
    public Builder completion(Completion mode) {
      this.completion = mode;
      return this;
    }

    /** Most rows of an answer, from 1 to 1000; 30 if not set. */
    public Builder pageSize(int rows) {
      this.pageSize = rows;
      return this;
    }

    /** Where to go on, as {@link SearchResult#next} gave it; from the start if not set. */
    public Builder position(PagePosition place) {
      this.position = place;
      return this;
    }

    /**
     * Which accounts the caller may see, by id; all if not set. Any other is answered as one that
     * does not exist.
     */
    public Builder visible(Predicate<String> accounts) {
      this.visible = accounts;
      return this;
    }

    /**
     * What names the request in the log: each line that the engine writes for it has this as {@code
     * request_id}. It means nothing to the engine; no line has one if not set.
     */
    public Builder requestId(String id) {
      this.requestId = id;
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if there is no account, the page size is out of range, not
     *     exactly one of text and tree is given, or the position is of another search
     */
    public SearchRequest build() {
      if (accountIds.isEmpty()) {
        throw new IllegalArgumentException("a search needs an account");
      }
      if ((text == null) == (query == null)) {
        throw new IllegalArgumentException("a search needs a query, as text or as a tree");
      }
      if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
        throw new IllegalArgumentException(
            "page_size must be from 1 to " + MAX_PAGE_SIZE + ", not " + pageSize);
      }
      SearchRequest request = new SearchRequest(this);
      if (position != null && !position.isOf(request)) {
        throw new IllegalArgumentException("the page is of another search");
      }
      return request;
    }
  }
}
