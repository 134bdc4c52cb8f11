package gateway

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw07: the route of a gateway endpoint must not be written by hand.
var gw07 = rule.Rule{
	ID: "GW-07", Severity: rule.Error,
	Title:  "The route of a gateway endpoint must not be written by hand",
	Why:    "AWS adds and removes this route through the association. It cannot be created, changed or deleted as a route.",
	Fix:    "Remove the route, and associate the table with the endpoint instead.",
	Source: page.Gateway,
	Check:  checkWrittenRoutes,
}

// written is what the check knows about routes into endpoints.
type written struct {
	*rule.Case
	// endpoints are by id, services by the id of their prefix list.
	endpoints map[string]*plan.Endpoint
	services  map[string]string
	// listsLater says that more prefix lists will be known, idsLater that more endpoints will.
	listsLater, idsLater bool
	// gateways says that there are gateway endpoints at all.
	gateways bool
}

// checkWrittenRoutes finds routes that repeat, or try to make, what only the association makes.
func checkWrittenRoutes(c *rule.Case) {
	w := &written{Case: c, endpoints: map[string]*plan.Endpoint{}, services: map[string]string{}}
	w.readLists()
	c.Settled("", "routes", c.Network.RoutesGiven)
	c.Settled("", "route_tables", c.Network.TablesGiven)
	if c.Network.RoutesMissing != "" {
		c.Later("", "%s", c.Network.RoutesMissing)
	}
	for i := range c.Network.Tables {
		t := &c.Network.Tables[i]
		if t.RoutesLater && !c.Network.RoutesGiven.IsUnknown() {
			c.Later(t.Key, "the routes of the route table are not all known yet")
		}
		for _, r := range t.Routes {
			w.judge(t, r)
		}
	}
}

// readLists finds which prefix lists are those of services with gateway endpoints.
func (w *written) readLists() {
	for _, e := range slices.Concat(w.Existing.Or(nil), w.Endpoints.Or(nil)) {
		if id, given := e.ID.Get(); given {
			w.endpoints[id] = e
		}
		if list, given := e.PrefixListID.Get(); given && e.Service.Has(catalog.Gateway) {
			w.services[list] = e.Service.Key
		}
		w.listsLater = w.listsLater || e.PrefixListID.IsUnknown()
		w.gateways = w.gateways || e.Is(catalog.Gateway)
		w.idsLater = w.idsLater || e.ID.IsUnknown() && (e.Type.IsUnknown() || e.Is(catalog.Gateway))
	}
	for _, l := range w.Network.PrefixLists.Or(nil) {
		id, given := l.ID.Get()
		w.listsLater = w.listsLater || l.ID.IsUnknown() || l.Name.IsUnknown()
		if name, known := l.Name.Get(); given && known {
			parsed := w.Catalog.ParseName(name)
			if entry, found := w.Catalog.Service(parsed.Service); found && slices.Contains(entry.Types, catalog.Gateway) {
				w.services[id] = parsed.Service
			}
		}
	}
	w.listsLater = w.listsLater || w.Network.PrefixLists.IsUnknown()
	w.idsLater = w.idsLater || w.Endpoints.IsUnknown() || w.Existing.IsUnknown()
}

// judge judges one route. A route into a gateway endpoint is a fault whatever its destination;
// one to the prefix list of such a service is, whatever endpoint it leads into.
func (w *written) judge(t *plan.Table, r plan.Route) {
	id, given := r.TargetID.Get()
	list, isList := r.PrefixListID.Get()
	target, known := w.endpoints[id]
	service, isService := w.services[list]
	switch {
	case r.PrefixListID.IsUnknown() && r.CIDRBlock.IsUnknown() && r.TargetID.IsUnknown():
		w.Later(t.Key, "a route of the table is not known yet")
	case isService && r.TargetAttribute == "gateway_id" && !given:
		w.Later(t.Key, "whether %s leads into a gateway endpoint is not known yet", r.At)
	case !r.ToEndpoint():
	case given && known && target.Is(catalog.Gateway):
		w.fault(t, r, target.Service.Label())
	case given && known && target.Type.IsUnknown():
		w.Later(target.Key, "vpc_endpoint_type is not known yet")
	case given && known: // a Gateway Load Balancer endpoint; a prefix list there is GWLB-04
	case isList && isService:
		w.fault(t, r, service)
	case isList && (w.listsLater || !given) || r.PrefixListID.IsUnknown() || w.idsLater || !given && w.gateways:
		w.Later(t.Key, "whether %s leads into a gateway endpoint is not known yet", r.At)
	case isList:
		w.Missing(t.Key, "what %s in %s stands for is not given (prefix_lists)", list, r.At)
	}
}

// fault reports a route. One in the list of a table may be there only to say what exists.
func (w *written) fault(t *plan.Table, r plan.Route, service string) {
	f := rule.Finding{
		Target: keyOf(t, r), At: r.At,
		Detail: fmt.Sprintf("%s leads traffic for %s into a gateway endpoint. AWS makes this route when route table %q is associated with the endpoint, and refuses it as a route of its own.", r.At, service, t.Key),
	}
	if !r.Apart && r.TargetID.IsGiven() {
		f.Severity = rule.Warning
		f.Fix = "If the route is configured, remove it and associate the table with the endpoint. If it only says what exists, give the endpoint in existing_endpoints instead."
	}
	w.Add(f)
}

// keyOf is the caller's key of a route: its own where it stands apart, else that of its table.
func keyOf(t *plan.Table, r plan.Route) string {
	if key, ok := r.At[len(r.At)-1].(input.Key); ok && r.Apart {
		return string(key)
	}
	return t.Key
}
