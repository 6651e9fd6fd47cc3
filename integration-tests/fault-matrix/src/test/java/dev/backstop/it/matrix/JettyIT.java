/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

/** The matrix in {@link Container#JETTY}. */
final class JettyIT extends FaultMatrix {

    JettyIT() {
        super(Container.JETTY);
    }
}
