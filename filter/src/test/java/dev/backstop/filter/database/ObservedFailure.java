/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * What was once done to a database, and the exceptions that came of it: a block of {@code observed.txt}, which says how it is written.
 *
 * @param kind what it therefore is; null for no failure of the database
 * @param kindWithoutPhase the same for who does not know the phase
 */
record ObservedFailure(
        String done,
        Phase phase,
        @Nullable FailureKind kind,
        @Nullable FailureKind kindWithoutPhase,
        List<String> lines) {
    /** Stands in each message, and must not come out anywhere. */
    static final String SECRET = "secret-of-the-message";

    private static final Pattern KINDS = Pattern.compile("= (\\S+) (\\S+)(?: unknown (\\S+))?");
    private static final Pattern LINE =
            Pattern.compile(" +(top|cause|next) (\\S+)(?: (\\S+)/(-?\\d+))?(?: by (\\S+))?(?: \"(.*)\")?");

    static List<ObservedFailure> all() {
        List<ObservedFailure> all = new ArrayList<>();
        for (String block : text().split("\n\n", -1)) {
            List<String> lines = block.lines().toList();
            if (!block.startsWith("##")) {
                all.add(of(lines.get(0).substring(2), lines.get(1), lines.subList(2, lines.size())));
            }
        }
        return all;
    }

    private static ObservedFailure of(String done, String kinds, List<String> lines) {
        Matcher matcher = match(KINDS, kinds);
        FailureKind kind = kind(matcher.group(2));
        String without = matcher.group(3);
        Phase phase = Phase.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        return new ObservedFailure(done, phase, kind, without == null ? kind : kind(without), lines);
    }

    private static @Nullable FailureKind kind(String name) {
        return name.equals("none")
                ? null
                : FailureKind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The outermost of the exceptions, made anew. */
    Throwable thrown() {
        List<Throwable> made = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = match(LINE, line);
            Throwable throwable = throwable(matcher);
            String via = matcher.group(1);
            if (via.equals("cause")) {
                made.get(made.size() - 1).initCause(throwable);
            } else if (via.equals("next")) {
                ((SQLException) made.get(made.size() - 1)).setNextException((SQLException) throwable);
            }
            made.add(throwable);
        }
        return made.get(0);
    }

    private static Throwable throwable(Matcher line) {
        String message = line.group(6) == null ? SECRET : line.group(6) + " " + SECRET;
        String vendorCode = line.group(4);
        if (vendorCode == null) {
            return ForeignExceptions.other(line.group(2), message);
        }
        String state = line.group(3).equals("-") ? null : line.group(3);
        SQLException made = ForeignExceptions.sql(line.group(2), message, state, Integer.parseInt(vendorCode));
        return line.group(5) == null ? made : ForeignExceptions.madeBy(line.group(5), made);
    }

    private static Matcher match(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(line);
        }
        return matcher;
    }

    private static String text() {
        try (InputStream in = requireNonNull(ObservedFailure.class.getResourceAsStream("observed.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return done;
    }
}
