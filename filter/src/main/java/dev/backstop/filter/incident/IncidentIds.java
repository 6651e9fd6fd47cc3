/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Makes ids such as {@code 01k4qz7xw-8m2c5v9e}: 45 bits of milliseconds since 1970, so that ids sort by time, and 40 bits from
 * a {@link SecureRandom}, so that nobody guesses another one's. The digits are Crockford's base 32, in lower case: no letter
 * is mistaken for a digit on the telephone. Safe for use by many threads.
 */
public final class IncidentIds {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_DIGITS = 9;
    private static final int RANDOM_DIGITS = 8;

    private final Clock clock;
    /** Made when it is first needed: it is one of the larger costs of a start. */
    private volatile @Nullable SecureRandom random;

    public IncidentIds(Clock clock) {
        this.clock = clock;
    }

    /** A new id: 18 characters of {@code [0-9a-z-]}. */
    public String next() {
        char[] id = new char[TIME_DIGITS + 1 + RANDOM_DIGITS];
        write(clock.millis(), id, TIME_DIGITS);
        id[TIME_DIGITS] = '-';
        write(random().nextLong(), id, id.length);
        return new String(id);
    }

    private SecureRandom random() {
        SecureRandom made = random;
        if (made == null) {
            made = new SecureRandom();
            random = made;
        }
        return made;
    }

    /** Writes the low digits of the value to the left of the end, down to the next '-' or the start. */
    private static void write(long value, char[] id, int end) {
        long rest = value;
        for (int i = end - 1; i >= 0 && id[i] != '-'; i--) {
            id[i] = DIGITS.charAt((int) (rest & 31));
            rest >>>= 5;
        }
    }
}
