/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

/** What no visitor may ever read: it stands in the message of everything that is thrown here. */
public final class Secret {

    /** Searched for in every body and header. */
    public static final String MESSAGE = "jdbc:oracle:thin:@db7.corp.internal:1521 user=app password=hunter2";

    private Secret() {}
}
