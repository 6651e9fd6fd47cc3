/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.shop.origin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs the shop without any filter, in a JVM of its own, until standard input ends. */
public final class Launcher {

    /** How the line on standard output begins that tells the port. */
    public static final String LISTENING = "listening ";

    private Launcher() {}

    /** Takes a container's id and an existing directory for what the container writes. */
    public static void main(String[] args) throws Exception {
        // Begun first, so that the end of the parent is noticed while the container still starts.
        Thread end = new Thread(Launcher::endWithInput, "end-of-input");
        end.setDaemon(true);
        end.start();
        Origin origin = Container.of(args[0]).orElseThrow().start(List.of(), Path.of(args[1]));
        System.out.println(LISTENING + origin.port());
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes; the end of the stream is the signal to stop, also when the parent has died.
            }
        } catch (IOException e) {
            // As good as the end.
        } finally {
            // At once: no thread that hangs in a request keeps the JVM.
            Runtime.getRuntime().halt(0);
        }
    }
}
