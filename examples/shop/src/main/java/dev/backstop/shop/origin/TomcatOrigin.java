/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.shop.origin;

import dev.backstop.shop.Scenario;
import dev.backstop.shop.Shop;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** The shop in an embedded Tomcat. */
final class TomcatOrigin implements Origin {

    private final Tomcat tomcat = new Tomcat();

    TomcatOrigin(List<FilterDeclaration> filters, Path directory) throws LifecycleException {
        tomcat.setBaseDir(directory.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        for (FilterDeclaration filter : filters) {
            add(filter, context);
        }
        for (Scenario scenario : Shop.SCENARIOS) {
            add(scenario, context);
        }
        tomcat.start();
    }

    /** As {@code ServletContext.addServlet} does; {@link Tomcat#addServlet} makes a servlet that is never unavailable. */
    private static void add(Scenario scenario, Context context) {
        Servlet servlet = scenario.servlet();
        Wrapper wrapper = context.createWrapper();
        wrapper.setName(scenario.name());
        wrapper.setServletClass(servlet.getClass().getName());
        wrapper.setServlet(servlet);
        wrapper.setAsyncSupported(true);
        context.addChild(wrapper);
        wrapper.addMapping(scenario.path());
    }

    private static void add(FilterDeclaration declaration, Context context) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(declaration.name());
        definition.setFilter(declaration.filter());
        definition.setFilterClass(declaration.filter().getClass().getName());
        definition.setAsyncSupported("true");
        declaration.initParameters().forEach(definition::addInitParameter);
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(declaration.name());
        mapping.addURLPattern("/*");
        EnumSet.allOf(DispatcherType.class).forEach(type -> mapping.setDispatcher(type.name()));
        context.addFilterMap(mapping);
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat does not stop", e);
        }
    }
}
