/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.probe;

/** How a reply ended on the wire. */
public enum Ending {
    /** All that Content-Length or the chunks announced has come. */
    COMPLETE,
    /** Neither length nor chunks: the connection's end is the body's end, and a cut would look the same. */
    AT_CLOSE,
    /** The connection ended before the message did. */
    CUT,
    /** The connection ended without a byte. */
    NOTHING,
    /** Nothing more came for longer than the client waits. */
    SILENCE
}
