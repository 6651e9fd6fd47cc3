/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.io.IOException;

/** What the application gets that writes to a response which is no longer its own. It says why, in the words of the log. */
final class TakenOverException extends IOException {
    private static final long serialVersionUID = 1L;

    TakenOverException(String message) {
        super(message);
    }
}
