package dev.crmql.search;

import dev.crmql.transport.Hashes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a search goes on after an answer: the place of every account. It belongs to one search, the
 * same accounts, text, language, completion and page size, and holds no host and no secret; but
 * what it holds is sent to services, so whoever lets it out of hand must sign it.
 */
public final class PagePosition {

  private static final int VERSION = 3;
  private static final int FINGERPRINT_BYTES = 12;

  private final byte[] fingerprint;
  private final int number;
  private final int fruitless;
  private final List<Optional<StoredPlace>> places;

  /**
   * A position.
   *
   * @param number which page of the search begins here, from 2 on
   * @param fruitless how many pages up to here left only accounts that failed
   * @param places for each account, in the order of the request; empty for one that has no more
   */
  PagePosition(
      SearchRequest request, int number, int fruitless, List<Optional<StoredPlace>> places) {
    this(fingerprint(request), number, fruitless, places);
  }

  private PagePosition(
      byte[] fingerprint, int number, int fruitless, List<Optional<StoredPlace>> places) {
    this.fingerprint = fingerprint;
    this.number = number;
    this.fruitless = fruitless;
    this.places = List.copyOf(places);
  }

  /** Which page begins here, from 2 on. */
  public int number() {
    return number;
  }

  int fruitless() {
    return fruitless;
  }

  /** Whether the request is the search that this position is of, whatever position it has. */
  public boolean isOf(SearchRequest request) {
    return places.size() == request.accountIds().size()
        && MessageDigest.isEqual(fingerprint, fingerprint(request));
  }

  List<Optional<StoredPlace>> places() {
    return places;
  }

  /** The position as bytes. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.write(fingerprint);
      out.writeInt(number);
      out.writeByte(fruitless);
      out.writeShort(places.size());
      for (Optional<StoredPlace> place : places) {
        out.writeBoolean(place.isPresent());
        if (place.isPresent()) {
          place.get().write(out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The position that was written.
   *
   * @throws IllegalArgumentException if the bytes are none of {@link #toBytes}
   */
  public static PagePosition of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION) {
        throw new IllegalArgumentException("not a page position of this version");
      }
      byte[] fingerprint = in.readNBytes(FINGERPRINT_BYTES);
      int number = in.readInt();
      int fruitless = in.readUnsignedByte();
      int accounts = in.readUnsignedShort();
      List<Optional<StoredPlace>> places = new ArrayList<>();
      for (int i = 0; i < accounts; i++) {
        places.add(in.readBoolean() ? Optional.of(StoredPlace.read(in)) : Optional.empty());
      }
      if (in.read() >= 0) {
        throw new IllegalArgumentException("not a page position: something follows it");
      }
      return new PagePosition(fingerprint, number, fruitless, places);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a page position", e);
    }
  }

  private static byte[] fingerprint(SearchRequest request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (String id : request.accountIds()) {
        write(out, id);
      }
      write(out, request.text().orElseGet(() -> request.query().orElseThrow().toString()));
      write(out, request.language().map(Enum::name).orElse(""));
      write(out, request.completion().name());
      out.writeInt(request.pageSize());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.copyOf(Hashes.sha256(bytes.toByteArray()), FINGERPRINT_BYTES);
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
