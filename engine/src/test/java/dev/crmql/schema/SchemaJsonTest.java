package dev.crmql.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchemaJsonTest {

  private static ObjectSchema read(String json) throws JsonProcessingException {
    return SchemaJson.read(new ObjectMapper().readTree(json.replace('\'', '"')));
  }

  @Test
  void whatIsNotSaidIsTheUsual() throws Exception {
    ObjectSchema schema = read("{'name':'Account','fields':[{'name':'Name','type':'text'}]}");

    assertThat(schema.field("Name")).contains(Field.of("Name", FieldType.TEXT));
    assertThat(schema.relations()).isEmpty();
  }

  @Test
  void everythingThatCanBeSaidIsRead() throws Exception {
    ObjectSchema schema =
        read(
            """
            {'name':'account','collection':'accounts','idField':'accountid',
             'fields':[{'name':'accountid','type':'id','nativeType':'Uniqueidentifier',
                        'nullable':false,'filterable':false,'sortable':false},
                       {'name':'parentid','type':'id'},
                       {'name':'stage','type':'text','options':['won','lost',3]}],
             'relations':[{'name':'parent','field':'parentid','target':'account'}]}
            """);

    assertThat(schema.name()).isEqualTo("account");
    assertThat(schema.collection()).contains("accounts");
    assertThat(schema.idField()).contains("accountid");
    assertThat(schema.field("accountid"))
        .contains(new Field("accountid", FieldType.ID, "Uniqueidentifier", false, false, false));
    assertThat(schema.field("stage").orElseThrow().options()).containsExactly("won", "lost", "3");
    assertThat(schema.relation("parent")).contains(new Relation("parent", "parentid", "account"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "[]                                                             | ^^",
        "{'fields':[]}                                                  | ^^",
        "{'name':'A','fields':{}}                                       | /fields",
        "{'name':'A','fields':[],'a/b':1}                               | /a~1b",
        "{'name':'A','fields':[{'name':'','type':'text'}]}              | /fields/0/name",
        "{'name':'A','fields':[{'name':'x','type':'string'}]}           | /fields/0/type",
        "{'name':'A','fields':[{'name':'x','type':'id','nullable':1}]}  | /fields/0/nullable",
        "{'name':'A','fields':[{'name':'x','type':'text','options':1}]} | /fields/0/options",
        "{'name':'A','fields':[{'name':'x','type':'text','options':[{}]}]} | /fields/0/options",
        "{'name':'A','fields':[],'relations':[{'name':'r','field':'f'}]}| /relations/0/field",
        "{'name':'A','fields':[],'relations':[{'name':'r'}]}            | /relations/0",
        "{'name':'A','fields':[],'idField':'Key'}                       | /idField"
      })
  void aFaultSaysWhereItIs(String json, String pointer) {
    SchemaFormatException fault =
        catchThrowableOfType(SchemaFormatException.class, () -> read(json));

    assertThat(fault.pointer()).isEqualTo(pointer);
  }
}
