package dev.crmql.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.crmql.query.Condition;
import dev.crmql.spi.Plan;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.transport.Hashes;
import dev.crmql.transport.Targets;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A {@link Place} as it is kept between answers. Its request is compressed with the first request
 * of its walk for a dictionary, of which it mostly is a variation: so it is short, and can only be
 * read by who plans the same first request again. That a request is a link to the account's own
 * host is kept, the host is not.
 *
 * @param tie a hash of the plan that the place is in, since its numbers count that plan's rows; 0
 *     for the start, which is the same in every plan
 */
@SuppressWarnings("ArrayRecordComponent") // Written and read; never compared.
record StoredPlace(int plan, int walk, int skip, long answered, int tie, byte[] request) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Far more than any service takes as a request. */
  private static final int MOST_CHARACTERS = 1 << 20;

  static final StoredPlace START = new StoredPlace(0, 0, 0, 0, 0, new byte[0]);

  static StoredPlace of(Place place, Plan plan) {
    if (place.equals(Place.START)) {
      return START;
    }
    byte[] request =
        place
            .request()
            .map(next -> deflated(bytes(json(next)), dictionary(plan, place.plan(), place.walk())))
            .orElse(new byte[0]);
    return new StoredPlace(
        place.plan(),
        place.walk(),
        place.skip(),
        place.answered(),
        tie(PageWalk.planOf(plan, place.plan())),
        request);
  }

  /**
   * The place.
   *
   * @param whole the account's plan now
   * @param guessed whether the plan was made without the service's description, so that another may
   *     be made soon
   * @param base where the account lives, and its links lead to
   * @throws AccountException if the plan is not the one that the place was in
   */
  Place in(Plan whole, boolean guessed, URI base) {
    if (isStart()) {
      return Place.START;
    }
    if (tie != tie(PageWalk.planOf(whole, plan))) {
      throw guessed ? undescribed() : changed();
    }
    Optional<UpstreamRequest> next =
        request.length == 0
            ? Optional.empty()
            : Optional.of(request(inflated(request, dictionary(whole, plan, walk)), base));
    return new Place(plan, walk, next, skip, answered);
  }

  private boolean isStart() {
    return plan == 0 && walk == 0 && skip == 0 && answered == 0 && request.length == 0;
  }

  /** Of what decides which rows a plan has, and in which order. */
  private static int tie(Plan plan) {
    ArrayNode json = MAPPER.createArrayNode();
    plan.requests().forEach(request -> json.add(json(request)));
    if (plan instanceof SearchPlan search) {
      json.add(search.sortedByEngine());
      for (Condition condition : search.residual()) {
        json.add(condition.toString()); // In KQL, a date would look like a text.
      }
    }
    return ByteBuffer.wrap(Hashes.sha256(bytes(json))).getInt();
  }

  void write(DataOutputStream out) throws IOException {
    out.writeByte(plan);
    out.writeShort(walk);
    out.writeInt(skip);
    out.writeLong(answered);
    out.writeInt(tie);
    out.writeInt(request.length);
    out.write(request);
  }

  static StoredPlace read(DataInputStream in) throws IOException {
    int plan = in.readUnsignedByte();
    int walk = in.readUnsignedShort();
    int skip = in.readInt();
    long answered = in.readLong();
    int tie = in.readInt();
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new EOFException("a request is cut off");
    }
    return new StoredPlace(plan, walk, skip, answered, tie, in.readNBytes(length));
  }

  private static byte[] dictionary(Plan whole, int plan, int walk) {
    return bytes(json(PageWalk.planOf(whole, plan).requests().get(walk)));
  }

  private static ArrayNode json(UpstreamRequest request) {
    ArrayNode json = MAPPER.createArrayNode();
    json.add(request.method().name()).add(request.path());
    request.query().forEach(json.addObject()::put);
    request.headers().forEach(json.addObject()::put);
    return json.add(request.body().orElse(null)).add(request.origin().isPresent());
  }

  private static byte[] bytes(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static UpstreamRequest request(byte[] text, URI base) {
    JsonNode json;
    try {
      json = MAPPER.readTree(new String(text, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw changed();
    }
    return new UpstreamRequest(
        UpstreamRequest.Method.valueOf(json.get(0).textValue()),
        json.get(1).textValue(),
        texts(json.get(2)),
        texts(json.get(3)),
        Optional.ofNullable(json.get(4).textValue()),
        json.get(5).booleanValue() ? Optional.of(Targets.origin(base)) : Optional.empty());
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().textValue()));
    return texts;
  }

  private static byte[] deflated(byte[] text, byte[] dictionary) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setDictionary(dictionary);
      deflater.setInput(text);
      deflater.finish();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[1024];
      while (!deflater.finished()) {
        bytes.write(buffer, 0, deflater.deflate(buffer));
      }
      return bytes.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static byte[] inflated(byte[] compressed, byte[] dictionary) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[1024];
      while (!inflater.finished()) {
        int read = inflater.inflate(buffer);
        bytes.write(buffer, 0, read);
        if (read == 0 && inflater.needsDictionary()) {
          inflater.setDictionary(dictionary);
        } else if (read == 0 || bytes.size() > MOST_CHARACTERS) {
          throw changed();
        }
      }
      return bytes.toByteArray();
    } catch (DataFormatException | IllegalArgumentException e) {
      throw changed();
    } finally {
      inflater.end();
    }
  }

  private static AccountException undescribed() {
    return new AccountException(
        AccountError.Code.UNAVAILABLE,
        "the page does not go on from what the service would be sent now, since it does not"
            + " describe the object type for the moment; ask for the page again later");
  }

  private static AccountException changed() {
    return new AccountException(
        AccountError.Code.QUERY_REFUSED,
        "the page does not go on from what the service would be sent now, since its description"
            + " has changed; start again without page");
  }
}
