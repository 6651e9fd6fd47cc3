/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.container;

import dev.backstop.agent.weaving.Hook;
import dev.backstop.agent.weaving.Place;
import dev.backstop.agent.weaving.Place.Kind;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where web applications start, in each container: when all of their own filters are known, and before the first request. */
public final class ContainerPlaces {
    private static final String PART = "filter";

    private ContainerPlaces() {}

    /**
     * All of them.
     *
     * @param excluded context paths of web applications that shall have no filter
     * @param late whether the agent comes to a JVM that runs already, so that applications are to be taken over
     */
    public static List<Place> all(FilterSource filters, List<String> excluded, boolean late) {
        InContainer tomcat = new InTomcat(filters, excluded);
        InContainer jetty = new InJetty(filters, excluded);
        InContainer undertow = new InUndertow(filters, excluded);
        List<Place> places = new ArrayList<>();
        // Descriptors, initializers and listeners have added their filters, and none is initialised.
        places.add(
                place("org.apache.catalina.core.StandardContext", "filterStart", "()Z", Kind.ENTER, atEnter(tomcat)));
        for (String edition : List.of("ee10", "ee11")) {
            String handler = "org.eclipse.jetty." + edition + ".servlet.ServletHandler";
            places.add(place(handler, "initialize", "()V", Kind.AROUND, atExit(jetty)));
            if (late) {
                String getFilterChain =
                        "(Ljakarta/servlet/http/HttpServletRequest;Ljava/lang/String;Lorg/eclipse/jetty/" + edition
                                + "/servlet/ServletHolder;)Ljakarta/servlet/FilterChain;";
                places.add(place(handler, "getFilterChain", getFilterChain, Kind.ENTER, new ByJetty(jetty)));
            }
        }
        places.add(
                place("io.undertow.servlet.spec.ServletContextImpl", "initDone", "()V", Kind.ENTER, atEnter(undertow)));
        if (late) {
            places.add(place(
                    "org.apache.catalina.core.ApplicationFilterFactory",
                    "createFilterChain",
                    "(Ljakarta/servlet/ServletRequest;Lorg/apache/catalina/Wrapper;Ljakarta/servlet/Servlet;)"
                            + "Lorg/apache/catalina/core/ApplicationFilterChain;",
                    Kind.ENTER,
                    new ByTomcat(tomcat)));
            places.add(place(
                    "io.undertow.servlet.handlers.ServletInitialHandler",
                    "handleRequest",
                    "(Lio/undertow/server/HttpServerExchange;)V",
                    Kind.ENTER,
                    new ByUndertow(undertow)));
        }
        return places;
    }

    private static Place place(String className, String method, String descriptor, Kind kind, Hook hook) {
        return new Place(PART, className, method, descriptor, kind, hook);
    }

    private static Hook atEnter(InContainer container) {
        return new Hook() {
            @Override
            public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments)
                    throws ReflectiveOperationException {
                if (self != null) {
                    container.install(self, false);
                }
                return null;
            }
        };
    }

    private static Hook atExit(InContainer container) {
        return new Hook() {
            @Override
            public boolean exit(
                    @Nullable Object self,
                    @Nullable Object entered,
                    @Nullable Object result,
                    @Nullable Throwable thrown)
                    throws ReflectiveOperationException {
                if (self != null && thrown == null) {
                    container.install(self, false);
                }
                return false;
            }
        };
    }

    private static final class ByTomcat extends Arriving {
        /** Looked up once; asked for each request. */
        private volatile @Nullable Method getParent;

        private ByTomcat(InContainer container) {
            super(container);
        }

        @Override
        @Nullable
        Object application(@Nullable Object self, @Nullable Object[] arguments) throws ReflectiveOperationException {
            Object wrapper = arguments[1];
            if (wrapper == null) {
                return null;
            }
            Method method = getParent;
            if (method == null || !method.getDeclaringClass().isInstance(wrapper)) {
                method = Reflection.type(wrapper, "org.apache.catalina.Container")
                        .getMethod("getParent");
                getParent = method;
            }
            return method.invoke(wrapper);
        }
    }

    private static final class ByJetty extends Arriving {
        private ByJetty(InContainer container) {
            super(container);
        }

        @Override
        @Nullable
        Object application(@Nullable Object self, @Nullable Object[] arguments) {
            return self;
        }
    }

    private static final class ByUndertow extends Arriving {
        /** Looked up once; read for each request. */
        private volatile @Nullable Field servletContext;

        private ByUndertow(InContainer container) {
            super(container);
        }

        @Override
        @Nullable
        Object application(@Nullable Object self, @Nullable Object[] arguments) throws ReflectiveOperationException {
            if (self == null) {
                return null;
            }
            Field field = servletContext;
            if (field == null || !field.getDeclaringClass().isInstance(self)) {
                field = self.getClass().getDeclaredField("servletContext");
                field.setAccessible(true);
                servletContext = field;
            }
            return field.get(self);
        }
    }
}
