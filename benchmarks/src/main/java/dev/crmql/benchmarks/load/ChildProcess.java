package dev.crmql.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Java program of this class path in a process of its own, so that what it takes is its own. */
final class ChildProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader says;

  private ChildProcess(Process process) {
    this.process = process;
    this.says =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts it; what it says on standard error is thrown away. */
  static ChildProcess start(List<String> options, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java("java"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of(arguments));
    try {
      return new ChildProcess(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  /** The next line that it prints; waits for it. */
  String line() {
    try {
      String line = says.readLine();
      if (line == null) {
        throw new IllegalStateException("the process ended");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many threads it has (Linux). */
  long threads() {
    return count(Path.of("/proc", Long.toString(process.pid()), "task"), "");
  }

  /** How many sockets it has open (Linux). */
  long sockets() {
    return count(Path.of("/proc", Long.toString(process.pid()), "fd"), "socket:");
  }

  private static long count(Path folder, String target) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> target.isEmpty() || leadsTo(file, target)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean leadsTo(Path link, String target) {
    try {
      return Files.readSymbolicLink(link).toString().startsWith(target);
    } catch (IOException e) {
      return false; // It was closed meanwhile.
    }
  }

  /** MiB of the heap that are in use once what is not needed is collected. */
  long liveHeap() {
    jcmd("GC.run");
    String info = jcmd("GC.heap_info");
    int used = info.indexOf("used ") + "used ".length();
    return Long.parseLong(info.substring(used, info.indexOf('K', used))) >> 10;
  }

  private String jcmd(String order) {
    try {
      Process tool = new ProcessBuilder(java("jcmd"), Long.toString(process.pid()), order).start();
      return new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
