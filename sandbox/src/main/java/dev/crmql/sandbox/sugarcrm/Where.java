package dev.crmql.sandbox.sugarcrm;

import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.data.Sql;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the database is asked.
 *
 * @param condition null if every row is meant
 * @param links the related records that the condition reaches through a link
 * @param joined whether the server's query has a join, by a link, a relate field or the primary
 *     address
 */
record Where(Sql condition, Set<Field.Relation> links, boolean joined) {
  /** The alias of the filtered module's table. */
  static final String ROOT = "t";

  Where {
    links = Collections.unmodifiableSet(new LinkedHashSet<>(links));
  }

  /** A field's column; the alias of a link's table is the link's name. */
  static String column(Field.Relation link, String name) {
    return (link == null ? ROOT : quoted(link.link())) + "." + quoted(name);
  }

  /** {@code FROM ... WHERE ...} */
  Sql from(Module module) {
    StringBuilder text =
        new StringBuilder(" FROM ").append(quoted(module.name())).append(' ').append(ROOT);
    for (Field.Relation link : links) {
      text.append(" LEFT JOIN ")
          .append(quoted(link.module()))
          .append(' ')
          .append(quoted(link.link()));
      text.append(" ON ")
          .append(column(link, "id"))
          .append(" = ")
          .append(column(null, link.idName()));
    }
    return condition == null
        ? Sql.of(text.toString())
        : new Sql(text + " WHERE " + condition.text(), condition.values());
  }

  private static String quoted(String name) {
    return Database.quoted(name);
  }
}
