/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent;

import java.io.File;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** The jar that the agent comes from. Immutable. */
public record AgentJar(File file) {

    /** Its version, empty if it does not say. */
    public String version() throws IOException {
        try (JarFile jar = new JarFile(file, false)) {
            String version = jar.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            return version == null ? "" : version;
        }
    }
}
