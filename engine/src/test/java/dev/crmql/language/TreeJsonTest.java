package dev.crmql.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.query.Condition;
import dev.crmql.query.Conditions;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import org.junit.jupiter.api.Test;

class TreeJsonTest {

  @Test
  void everyPartOfAQueryIsThere() {
    String text =
        "SELECT id, Owner.Name FROM Lead WHERE a != 'x' AND (b LIKE '%y' OR c NOT IN (1.50, TRUE,"
            + " :p)) AND NOT d IS NOT NULL ORDER BY e DESC, f LIMIT 5 OFFSET 6";

    assertThat(TreeJson.write(QueryParser.kql().parse(text)).toString())
        .isEqualTo(
            ("{'select':[['id'],['Owner','Name']],'from':'Lead','where':{'and':["
                    + "{'field':['a'],'operator':'!=','value':'x'},"
                    + "{'or':[{'field':['b'],'like':'suffix','text':'y','negated':false},"
                    + "{'field':['c'],'in':[1.50,true,{'parameter':'p'}],'negated':true}]},"
                    + "{'not':{'field':['d'],'is_null':false}}]},"
                    + "'order_by':[{'field':['e'],'descending':true},"
                    + "{'field':['f'],'descending':false}],'limit':5,'offset':6}")
                .replace('\'', '"'));
  }

  @Test
  void whatAQueryDoesNotHaveIsLeftOut() {
    assertThat(TreeJson.write(Query.selectAll().from("a").build()).toString())
        .isEqualTo("{\"select\":\"*\",\"from\":\"a\",\"order_by\":[]}");
  }

  @Test
  void spansAreThereWhereAskedForAndWritten() {
    Query query = QueryParser.kql().parse("SELECT id FROM a WHERE b = 1 ORDER BY c");

    assertThat(TreeJson.writeWithSpans(query).at("/where/at").toString()).isEqualTo("[23,28]");
    assertThat(TreeJson.writeWithSpans(query).at("/order_by/0/at").toString()).isEqualTo("[38,39]");
    assertThat(TreeJson.write(query).toString()).doesNotContain("\"at\"");
    assertThat(TreeJson.writeWithSpans(Query.select("a").from("b").orderBy("c").build()).toString())
        .doesNotContain("\"at\"");
  }

  @Test
  void conditionsOfNormalisedTreesHaveTheirOwnMembers() {
    FieldPath a = FieldPath.of("a");
    Query query =
        Query.selectAll()
            .from("t")
            .where(
                Conditions.or(
                    new Condition.EmptyTest(a, true, NodeLocation.NONE),
                    new Condition.Constant(true, NodeLocation.NONE)))
            .build();

    assertThat(TreeJson.write(query).at("/where/or").toString())
        .isEqualTo("[{\"field\":[\"a\"],\"is_empty\":false},{\"constant\":true}]");
  }
}
