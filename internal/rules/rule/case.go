package rule

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// Case is one rule before one plan. A check reads the plan and says what it found.
type Case struct {
	*plan.Plan
	// Rule is the rule that is judged.
	Rule *Rule

	findings   []Finding
	notChecked []NotChecked
}

// Judge runs one rule over a plan.
func Judge(r *Rule, p *plan.Plan) ([]Finding, []NotChecked) {
	c := &Case{Plan: p, Rule: r}
	r.Check(c)
	return c.findings, c.notChecked
}

// Judged are the endpoints to judge, those that are gone left out. Where endpoints is not
// given, the rule is not checked.
func (c *Case) Judged() []*plan.Endpoint {
	if !c.Need("", "endpoints", c.Endpoints) {
		return nil
	}
	var out []*plan.Endpoint
	for _, e := range c.Endpoints.Or(nil) {
		if !e.Gone() {
			out = append(out, e)
		}
	}
	return out
}

// Of are the endpoints to judge that are of one of the types. Of one whose type is not known
// yet the rule waits.
func (c *Case) Of(types ...catalog.EndpointType) []*plan.Endpoint {
	var out []*plan.Endpoint
	for _, e := range c.Judged() {
		if c.Settled(e.Key, "vpc_endpoint_type", e.Type) && e.Is(types...) {
			out = append(out, e)
		}
	}
	return out
}

// AWS reports whether an endpoint leads to a service of AWS. Where nothing says what it leads
// to, the rule is not checked.
func (c *Case) AWS(e *plan.Endpoint) bool { return c.Leads(e) && e.Service.IsAWS() }

// Leads reports whether it is known what an endpoint leads to; else the rule is not checked.
func (c *Case) Leads(e *plan.Endpoint) bool {
	if e.Service.Kind != plan.Undecided {
		return true
	}
	for _, said := range []struct {
		name  string
		value plan.Text
	}{
		{"service_name", e.ServiceName},
		{"resource_configuration_arn", e.ResourceConfigurationARN},
		{"service_network_arn", e.ServiceNetworkARN},
	} {
		if text, given := said.value.Get(); given {
			c.Missing(e.Key, "%s %q is of no service that the facts know", said.name, text)
			return false
		}
	}
	if e.ServiceName.IsUnknown() || e.ResourceConfigurationARN.IsUnknown() || e.ServiceNetworkARN.IsUnknown() {
		c.Later(e.Key, "service_name is not known yet")
	} else if key := e.Keys; key.EndpointService.IsUnknown() || key.ResourceConfiguration.IsUnknown() || key.ServiceNetwork.IsUnknown() ||
		key.EndpointService.IsGiven() && c.EndpointServices.IsUnknown() ||
		key.ResourceConfiguration.IsGiven() && c.ResourceConfigurations.IsUnknown() || key.ServiceNetwork.IsGiven() && c.ServiceNetworks.IsUnknown() {
		c.Later(e.Key, "what the endpoint leads to is not known yet")
	} else {
		c.Missing(e.Key, "service_name is not given")
	}
	return false
}

// Fault records a breach of the rule about one of the caller's keys, at a path.
func (c *Case) Fault(target string, at input.Path, format string, args ...any) {
	c.Add(Finding{Target: target, At: at, Detail: fmt.Sprintf(format, args...)})
}

// Remind records what the reader of a correct design should know.
func (c *Case) Remind(target string, at input.Path, format string, args ...any) {
	c.Add(Finding{Target: target, At: at, Detail: fmt.Sprintf(format, args...), Severity: Info, Reminder: true})
}

// Add records a finding of which the check says more: related rules, another severity, a
// better fix. What it leaves empty comes from the rule.
func (c *Case) Add(f Finding) {
	f.Rule = c.Rule.ID
	if f.Severity == 0 {
		f.Severity = c.Rule.Severity
	}
	if f.Summary == "" {
		f.Summary = c.Rule.Title
	}
	if f.Fix == "" {
		f.Fix = c.Rule.Fix
	}
	if f.Source == "" {
		f.Source = c.Rule.Source
	}
	if f.At != nil {
		f.Attribute = f.At.String()
	}
	c.findings = append(c.findings, f)
}

// Missing says that the rule is not checked because something was not given. The target is
// empty where a whole input is missing.
func (c *Case) Missing(target, format string, args ...any) {
	c.notChecked = append(c.notChecked, NotChecked{Rule: c.Rule.ID, Target: target, Reason: fmt.Sprintf(format, args...)})
}

// Later says that the rule waits for something that is not known yet.
func (c *Case) Later(target, format string, args ...any) {
	c.notChecked = append(c.notChecked, NotChecked{Rule: c.Rule.ID, Target: target, Reason: fmt.Sprintf(format, args...), Later: true})
}

// state is what [maybe.Value] tells of every input.
type state interface {
	IsGiven() bool
	IsUnknown() bool
}

// Need reports whether something is given; else it says that the rule is not checked, and why.
func (c *Case) Need(target, name string, v state) bool {
	switch {
	case v.IsGiven():
		return true
	case v.IsUnknown():
		c.Later(target, "%s is not known yet", name)
	default:
		c.Missing(target, "%s is not given", name)
	}
	return false
}

// Settled reports whether something is known, be it absent; else it says that the rule waits.
func (c *Case) Settled(target, name string, v state) bool {
	if v.IsUnknown() {
		c.Later(target, "%s is not known yet", name)
		return false
	}
	return true
}
