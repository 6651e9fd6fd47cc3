/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import java.io.IOException;

/** A failure of the application's own input and output, which says nothing about the client's connection. */
public final class LedgerUnreadableException extends IOException {

    private static final long serialVersionUID = 1L;

    LedgerUnreadableException(String message) {
        super(message);
    }
}
