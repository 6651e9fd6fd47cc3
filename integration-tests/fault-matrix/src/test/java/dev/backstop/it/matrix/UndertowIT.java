/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

/** The matrix in {@link Container#UNDERTOW}. */
final class UndertowIT extends FaultMatrix {

    UndertowIT() {
        super(Container.UNDERTOW);
    }
}
