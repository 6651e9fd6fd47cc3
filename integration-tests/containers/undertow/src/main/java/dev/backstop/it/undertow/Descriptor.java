/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.undertow;

import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.api.ServletInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.InputStream;
import java.util.EventListener;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.jboss.metadata.parser.servlet.WebMetaDataParser;
import org.jboss.metadata.parser.util.MetaDataElementParser.DTDInfo;
import org.jboss.metadata.property.PropertyReplacers;
import org.jboss.metadata.web.spec.ErrorPageMetaData;
import org.jboss.metadata.web.spec.FilterMappingMetaData;
import org.jboss.metadata.web.spec.FilterMetaData;
import org.jboss.metadata.web.spec.ListenerMetaData;
import org.jboss.metadata.web.spec.ServletMappingMetaData;
import org.jboss.metadata.web.spec.ServletMetaData;
import org.jboss.metadata.web.spec.WebMetaData;

/** A {@code web.xml}, read by WildFly's own parser, as far as the applications of these tests use it. */
final class Descriptor {

    private final WebMetaData web;
    private final ClassLoader loader;

    Descriptor(InputStream xml, ClassLoader loader) throws XMLStreamException {
        this.web = WebMetaDataParser.parse(
                XMLInputFactory.newInstance().createXMLStreamReader(xml), new DTDInfo(), PropertyReplacers.noop());
        this.loader = loader;
    }

    void addTo(DeploymentInfo deployment) throws ClassNotFoundException {
        addFilters(deployment);
        addServlets(deployment);
        addErrorPages(deployment);
        addListeners(deployment);
    }

    private void addListeners(DeploymentInfo deployment) throws ClassNotFoundException {
        for (ListenerMetaData listener : each(web.getListeners())) {
            deployment.addListener(new ListenerInfo(type(listener.getListenerClass(), EventListener.class)));
        }
    }

    private void addFilters(DeploymentInfo deployment) throws ClassNotFoundException {
        if (web.getFilters() == null) {
            return;
        }
        for (FilterMetaData filter : web.getFilters()) {
            FilterInfo info = new FilterInfo(filter.getFilterName(), type(filter.getFilterClass(), Filter.class));
            info.setAsyncSupported(filter.isAsyncSupported());
            each(filter.getInitParam()).forEach(p -> info.addInitParam(p.getParamName(), p.getParamValue()));
            deployment.addFilter(info);
        }
        for (FilterMappingMetaData mapping : web.getFilterMappings()) {
            for (String pattern : each(mapping.getUrlPatterns())) {
                for (DispatcherType dispatcher : dispatchers(mapping)) {
                    deployment.addFilterUrlMapping(mapping.getFilterName(), pattern, dispatcher);
                }
            }
        }
    }

    private void addServlets(DeploymentInfo deployment) throws ClassNotFoundException {
        for (ServletMetaData servlet : web.getServlets()) {
            ServletInfo info =
                    new ServletInfo(servlet.getServletName(), type(servlet.getServletClass(), Servlet.class));
            info.setAsyncSupported(servlet.isAsyncSupported());
            each(servlet.getInitParam()).forEach(p -> info.addInitParam(p.getParamName(), p.getParamValue()));
            for (ServletMappingMetaData mapping : web.getServletMappings()) {
                if (mapping.getServletName().equals(servlet.getServletName())) {
                    info.addMappings(mapping.getUrlPatterns());
                }
            }
            deployment.addServlet(info);
        }
    }

    private void addErrorPages(DeploymentInfo deployment) throws ClassNotFoundException {
        for (ErrorPageMetaData page : each(web.getErrorPages())) {
            if (page.getExceptionType() != null) {
                deployment.addErrorPage(
                        new ErrorPage(page.getLocation(), type(page.getExceptionType(), Throwable.class)));
            } else {
                deployment.addErrorPage(new ErrorPage(page.getLocation(), Integer.parseInt(page.getErrorCode())));
            }
        }
    }

    private static List<DispatcherType> dispatchers(FilterMappingMetaData mapping) {
        if (mapping.getDispatchers() == null || mapping.getDispatchers().isEmpty()) {
            return List.of(DispatcherType.REQUEST);
        }
        return mapping.getDispatchers().stream()
                .map(dispatcher -> DispatcherType.valueOf(dispatcher.name()))
                .toList();
    }

    private static <T> List<T> each(List<T> list) {
        return list == null ? List.of() : list;
    }

    private <T> Class<? extends T> type(String name, Class<T> kind) throws ClassNotFoundException {
        return loader.loadClass(name).asSubclass(kind);
    }
}
