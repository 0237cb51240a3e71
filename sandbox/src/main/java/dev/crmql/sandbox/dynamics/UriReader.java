package dev.crmql.sandbox.dynamics;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.core.edm.EdmProviderImpl;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.core.uri.parser.Parser;
import org.apache.olingo.server.core.uri.parser.UriParserException;
import org.apache.olingo.server.core.uri.parser.UriParserSemanticException;
import org.apache.olingo.server.core.uri.parser.UriParserSyntaxException;
import org.apache.olingo.server.core.uri.validator.UriValidationException;

/**
 * Reads addresses: has Olingo parse them, and says in Dataverse's words what is wrong with them.
 */
final class UriReader {
  private static final Set<String> OPTIONS =
      Set.of("$select", "$filter", "$orderby", "$expand", "$top", "$count", "$skiptoken");

  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

  private final Edm edm;
  private final OData olingo = OData.newInstance();

  UriReader(List<DataverseTable> tables) {
    this.edm = new EdmProviderImpl(new EdmModel(tables));
  }

  /**
   * Parses an address.
   *
   * @param path what follows the service root, still percent-encoded
   * @param rawQuery still percent-encoded; null if there is none
   * @throws Refusal if it is not good
   */
  UriInfo read(String path, String rawQuery) {
    checkOptions(rawQuery);
    try {
      return new Parser(edm, olingo).parseUri(path, rawQuery, null, null);
    } catch (UriParserException | UriValidationException e) {
      throw inDataverseWords(e, rawQuery);
    }
  }

  /**
   * Option names need their {@code $}, and Dataverse knows few of them (Web API, Query data using
   * the Web API).
   */
  private static void checkOptions(String rawQuery) {
    if (rawQuery == null) {
      return;
    }
    for (String option : rawQuery.split("&", -1)) {
      String name = option.replaceFirst("=.*", "").replace("%24", "$").replace("%40", "@");
      if (name.equals("$skip")) {
        throw Refusal.badQuery("Skip Clause is not supported in CRM");
      }
      if (!OPTIONS.contains(name) && !name.startsWith("@")) {
        throw Refusal.badQuery("The query parameter " + name + " is not supported");
      }
    }
  }

  private static Refusal inDataverseWords(ODataLibraryException fault, String rawQuery) {
    String message = fault.getTranslatedMessage(Locale.ENGLISH).getMessage();
    if (fault.getMessageKey() == UriParserSemanticException.MessageKeys.RESOURCE_NOT_FOUND) {
      return Refusal.unknownSegment(quoted(message, 0));
    }
    if (fault.getMessageKey()
        == UriParserSemanticException.MessageKeys.EXPRESSION_PROPERTY_NOT_IN_TYPE) {
      return Refusal.unknownProperty(
          quoted(message, 0), quoted(message, 1).replace(EdmModel.NAMESPACE + ".", ""));
    }
    if (fault.getMessageKey() == UriParserSemanticException.MessageKeys.TYPES_NOT_COMPATIBLE) {
      return incompatibleTypes(quoted(message, 0), quoted(message, 1));
    }
    if (fault instanceof UriParserSyntaxException && hasOpenQuote(rawQuery)) {
      return Refusal.badQuery(
          "There is an unterminated literal at position " + rawQuery.length() + " in the query.");
    }
    return Refusal.badQuery(message);
  }

  static Refusal incompatibleTypes(String left, String right) {
    return Refusal.badQuery(
        "A binary operator with incompatible types was detected. Found operand types '"
            + left
            + "' and '"
            + right.replaceAll("SByte|Byte|Int16", "Int32") // Olingo types a number by its size
            + "'.");
  }

  private static boolean hasOpenQuote(String rawQuery) {
    return rawQuery != null
        && rawQuery.replace("%27", "'").chars().filter(c -> c == '\'').count() % 2 == 1;
  }

  /**
   * The text between the given pair of apostrophes, counted from 0: Olingo keeps its parameters to
   * itself.
   */
  private static String quoted(String message, int index) {
    Matcher matcher = QUOTED.matcher(message);
    for (int i = 0; matcher.find(); i++) {
      if (i == index) {
        return matcher.group(1);
      }
    }
    return "";
  }
}
