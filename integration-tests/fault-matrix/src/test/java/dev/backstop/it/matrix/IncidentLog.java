/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The incident lines in a container's log, read as the log grows. Not safe for use by many threads. */
final class IncidentLog {

    private static final Pattern INCIDENT = Pattern.compile("[A-Z]+ dev\\.backstop\\.incident - incident .*");

    private final Path file;
    private final List<String> lines = new ArrayList<>();
    private long position;
    private String unfinished = "";

    IncidentLog(Path file) {
        this.file = file;
    }

    /** The incident lines so far. */
    List<String> lines() throws IOException {
        read();
        return List.copyOf(lines);
    }

    /** Those of the lines after the first {@code known} ones that are asked for, as soon as there are so many. */
    List<String> awaitAfter(int known, Predicate<String> which, int count, Duration atMost) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        List<String> found = after(known, which);
        while (found.size() < count && System.nanoTime() < end) {
            LockSupport.parkNanos(2_000_000);
            found = after(known, which);
        }
        return found;
    }

    private List<String> after(int known, Predicate<String> which) throws IOException {
        read();
        return lines.stream().skip(known).filter(which).toList();
    }

    private void read() throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) (log.length() - position)];
            log.seek(position);
            log.readFully(bytes);
            position += bytes.length;
            String[] parts = (unfinished + new String(bytes, StandardCharsets.ISO_8859_1)).split("\n", -1);
            for (int i = 0; i < parts.length - 1; i++) {
                String line = LogLine.plain(parts[i]);
                if (INCIDENT.matcher(line).matches()) {
                    lines.add(line);
                }
            }
            unfinished = parts[parts.length - 1];
        }
    }
}
