package io.bellwether.research.sweep;

/**
 * Which bars a sweep runs on, for a worker that has to fetch and check them.
 *
 * @param symbol the symbol
 * @param path the file
 * @param basis the label of its price basis
 * @param sha256 of the file's content, in lower-case hex digits
 */
public record DataReference(String symbol, String path, String basis, String sha256) {}
