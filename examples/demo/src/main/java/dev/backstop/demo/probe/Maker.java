/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.probe;

/** Who made a reply. */
public enum Maker {
    ORIGIN,
    PROXY,
    NOBODY
}
