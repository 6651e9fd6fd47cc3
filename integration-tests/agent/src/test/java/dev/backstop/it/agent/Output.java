/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a process has written so far, in whole lines. */
final class Output {
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final String AGENT = "backstop: ";
    private static final Predicate<String> FAILURE =
            Pattern.compile("backstop: .*\\b(failed|cannot|part)\\b.*").asMatchPredicate();

    private final Path file;

    Output(Path file) {
        this.file = file;
    }

    /** All lines; one that is not finished yet is left out. */
    List<String> lines() {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that have all the words. */
    List<String> lines(String... words) {
        return lines().stream()
                .filter(line -> Arrays.stream(words).allMatch(line::contains))
                .toList();
    }

    /** The same, as soon as there is one, or none after a while. */
    List<String> await(String... words) {
        return await(1, words);
    }

    /** The same, as soon as there are so many. */
    List<String> await(int count, String... words) {
        Patience.until(WAIT, () -> lines(words).size() >= count);
        return lines(words);
    }

    /** What the agent says for itself, without what each of its lines begins with. */
    List<String> agentLines() {
        return lines().stream()
                .filter(line -> line.startsWith(AGENT))
                .map(line -> line.substring(AGENT.length()))
                .toList();
    }

    /** The agent's lines that say that something of it does not work. */
    List<String> agentFailures() {
        return lines().stream().filter(FAILURE).toList();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
