/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Backstop says of itself in a container's log when it failed, and of a request that it failed. */
final class OwnFailures {

    private static final Predicate<String> FAILURE = Pattern.compile("(WARN|ERROR) dev\\.backstop\\.filter\\..*"
                    + "|backstop: (cannot|failed|part) .*"
                    + "|[A-Z]+ dev\\.backstop\\.incident .* outcome=failed .*")
            .asMatchPredicate();

    private OwnFailures() {}

    static List<String> in(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.map(LogLine::plain).filter(FAILURE).distinct().toList();
        }
    }
}
