/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What came of a fault.
 *
 * @param took from the request's first byte to the response's last
 * @param lines the lines that it left in the log
 */
record Trial(RawResponse response, Duration took, Lines lines) {

    /** Lines of the log, which may come a little later than the response. */
    @FunctionalInterface
    interface Lines {
        /** As soon as there are so many, or with fewer when the time is up. */
        List<String> await(int count, Duration atMost) throws IOException;
    }
}
