/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

/** The matrix in {@link Container#TOMCAT11}. */
final class Tomcat11IT extends FaultMatrix {

    Tomcat11IT() {
        super(Container.TOMCAT11);
    }
}
