/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.shop;

/** What Backstop promises for a scenario; the demo holds the guarded sides against it. */
public enum Promise {
    /** One complete error of the status that the scenario names, in the form asked for, with nothing from the inside. */
    ANSWERED,
    /** Bytes have already left: the response is broken off so that everybody downstream can tell. */
    BROKEN_OFF,
    /** The application knew what it did: its own response arrives byte for byte. */
    UNTOUCHED
}
