package io.bellwether.workbench.cloud;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.analysis.TextArchive;
import io.bellwether.trading.config.StrategyBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state in a folder. */
final class LocalStateTest {
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // JUnit sets the field before each test.
  LocalStateTest() {}

  @Test
  void itIsThereWhenItIsOpenedAgain() throws IOException {
    byte[] text = "Grüße".getBytes(StandardCharsets.UTF_8);
    try (LocalState state = LocalState.open(folder)) {
      new StrategyBook(state.ledger().strategies()).enabled();
      state.texts().put("analysis/a-1/prompt.txt", text);
    }
    try (LocalState state = LocalState.open(folder)) {
      assertEquals(StrategyBook.packaged().size(), state.ledger().strategies().active().size());
      assertArrayEquals(text, state.texts().find("analysis/a-1/prompt.txt").orElseThrow());
    }
  }

  @Test
  void oneAtATime() throws IOException {
    LocalState first = LocalState.open(folder);
    for (int i = 0; i < 2; i++) {
      IOException e = assertThrows(IOException.class, () -> LocalState.open(folder));
      assertTrue(String.valueOf(e.getMessage()).contains("another command uses"), e.getMessage());
    }
    first.close();
    LocalState.open(folder).close();
  }

  @Test
  void aFolderThatCannotBeReadIsNotHeld() throws IOException {
    Files.writeString(folder.resolve("items.jsonl"), "damaged\n");
    assertThrows(IOException.class, () -> LocalState.open(folder));
    Files.delete(folder.resolve("items.jsonl"));
    LocalState.open(folder).close();
  }

  /** The file system's own words are no more than a path for most of these. */
  @Test
  void whatCannotBeWrittenSaysWhyAndWhereNot() throws IOException {
    Path file = folder.resolve("lock");
    String path = file.toString();
    assertEquals(
        "permission denied: " + path, LocalState.why(folder, new AccessDeniedException(path)));
    assertEquals(
        "permission denied", LocalState.why(folder, new AccessDeniedException(folder.toString())));
    assertEquals("no such folder: " + path, LocalState.why(folder, new NoSuchFileException(path)));
    assertEquals(
        "Read-only file system: " + path,
        LocalState.why(folder, new FileSystemException(path, "", "Read-only file system")));

    Files.writeString(file, "");
    for (Path wanted : List.of(file, file.resolve("state"))) {
      IOException e = assertThrows(IOException.class, () -> LocalState.open(wanted));
      assertTrue(
          String.valueOf(e.getMessage()).startsWith("--state " + wanted + " cannot be written ("),
          e.getMessage());
    }
    assertFalse(LocalState.isIn(folder));
    LocalState.open(folder).close();
    assertTrue(LocalState.isIn(folder));
  }

  @Test
  void noKeyLeadsOutOfTheFolder() throws IOException {
    try (LocalState state = LocalState.open(folder)) {
      TextArchive texts = state.texts();
      for (String key :
          List.of(
              "",
              "/",
              "/etc/passwd",
              "../out",
              "a/../../out",
              "a/./b",
              "a//b",
              "a/",
              ".hidden",
              "a b",
              "a\\b",
              "a\n",
              "a\u0000",
              "C:x",
              "a/b.draft",
              "é",
              "..",
              "a/..",
              "~")) {
        assertThrows(IllegalArgumentException.class, () -> texts.put(key, new byte[1]), key);
        assertThrows(IllegalArgumentException.class, () -> texts.find(key), key);
      }
      assertEquals(Optional.empty(), texts.find("none"));
      texts.put("a/b", new byte[] {1});
      texts.put("a/b", new byte[] {2});
      assertArrayEquals(new byte[] {2}, texts.find("a/b").orElseThrow());
    }
  }
}
