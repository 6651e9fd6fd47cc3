/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

/** The matrix in {@link Container#TOMCAT10}. */
final class Tomcat10IT extends FaultMatrix {

    Tomcat10IT() {
        super(Container.TOMCAT10);
    }
}
