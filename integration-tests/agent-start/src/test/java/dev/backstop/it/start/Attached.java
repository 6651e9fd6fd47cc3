/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.start;

import java.nio.file.Path;
import java.util.List;

/** The agent that the JVM starts with. */
enum Attached {
    NOTHING {
        @Override
        List<String> options() {
            return List.of();
        }
    },
    /** The same once more: how far two measurements of one thing are apart. */
    NOTHING_AGAIN {
        @Override
        List<String> options() {
            return List.of();
        }
    },
    BACKSTOP {
        @Override
        List<String> options() {
            return List.of("-javaagent:" + System.getProperty("backstop.it.agent"));
        }
    },
    OPEN_TELEMETRY {
        @Override
        List<String> options() {
            Path jar = Path.of(System.getProperty("backstop.it.target"), "opentelemetry-javaagent.jar");
            return List.of(
                    "-javaagent:" + jar,
                    "-Dotel.traces.exporter=none",
                    "-Dotel.metrics.exporter=none",
                    "-Dotel.logs.exporter=none");
        }
    };

    /** What makes the JVM attach it. */
    abstract List<String> options();
}
