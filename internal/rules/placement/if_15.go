package placement

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if15: endpoints that a service manages cannot be created here.
var if15 = rule.Rule{
	ID: "IF-15", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Endpoints that a service manages cannot be created here",
	Why:    "Some services create and own the endpoints to their resources, and AWS refuses such an endpoint from anyone else.",
	Fix:    "Create the endpoint with the resource or API of that service.",
	Source: page.Services,
	Check:  checkManaged,
}

func checkManaged(c *rule.Case) {
	servicesGiven := true
	for _, e := range c.Judged() {
		if managed, given := e.RequesterManaged.Get(); given && managed {
			c.Fault(e.Key, e.Path("requester_managed"), "The endpoint is managed by the service that made it; AWS refuses changes from anyone else.")
			continue
		}
		if e.RequesterManaged.IsUnknown() && e.ID.IsGiven() {
			c.Later(e.Key, "requester_managed is not known yet")
		}
		if own := e.Service.Endpoint; own != nil {
			judgeManager(c, e, own)
		} else if e.Service.Kind == plan.Own && c.EndpointServices.IsGiven() {
			c.Missing(e.Key, "endpoint_services has no entry for the service, so it is not known whether it manages its endpoints")
		} else if e.Service.Kind == plan.Own {
			servicesGiven = false
		} else if e.Service.Kind == plan.Undecided {
			c.Leads(e)
		}
	}
	if !servicesGiven {
		c.Need("", "endpoint_services", c.EndpointServices)
	}
	if c.Wishes.IsUnknown() {
		c.Later("", "services is not known yet")
	}
	for _, w := range c.Wishes.Or(nil) {
		if w.Entry != nil && w.Entry.Reach == "service-managed" {
			c.Remind(w.Word, w.At, "%s makes its endpoints itself, so there is none to create here.", w.Entry.Name)
		}
	}
}

// judgeManager looks at what the entry of endpoint_services says.
func judgeManager(c *rule.Case, e *plan.Endpoint, own *plan.EndpointService) {
	managed, given := own.ManagesVPCEndpoints.Get()
	switch {
	case given && managed:
		c.Fault(e.Key, e.Path("service_name"), "The endpoint service %q makes the endpoints to it itself, and AWS refuses one from anyone else.", own.Key)
	case !given && !e.Service.IsAWS():
		c.Need(e.Key, "manages_vpc_endpoints of endpoint service \""+own.Key+"\"", own.ManagesVPCEndpoints)
	case own.ManagesVPCEndpoints.IsUnknown():
		c.Later(e.Key, "manages_vpc_endpoints of endpoint service %q is not known yet", own.Key)
	}
}
