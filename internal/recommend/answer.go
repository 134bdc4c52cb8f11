package recommend

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// answer is the work on one wish for an AWS service.
type answer struct {
	*decider
	wish    *wish
	service *catalog.Service
	rec     *Recommendation
	callers []string
	address string // the address type asked for
	fips    bool
}

// finding says what a finding is about.
type finding struct{ target, attribute string }

// service answers one wish.
func (d *decider) service(w *wish) {
	s, _ := d.catalog.Service(w.key)
	a := &answer{
		decider: d, wish: w, service: s,
		rec:     &Recommendation{Decision: UseNone, Companions: slices.Clone(s.Companions)},
		callers: placesOr(w.option.Callers, d.request.Callers),
		address: cmp.Or(w.option.IPAddressType, d.request.IPAddressType, "ipv4"),
		fips:    d.request.FIPS,
	}
	if w.option.FIPS != nil {
		a.fips = *w.option.FIPS
	}
	d.result.Recommendations[w.name] = a.rec
	if s.SupersededBy != "" {
		a.reason("%s takes no new connections; %s takes its place (REG-22).", s.Key, s.SupersededBy)
		a.remind("REG-22", a.here(), "%q is an old name that takes no new connections, so %q is recommended in its place.", s.Key, s.SupersededBy)
		a.service, _ = d.catalog.Service(s.SupersededBy)
	}
	a.judgeTargets()
	a.decide()
}

// decide follows the order of decisions of the rules.
func (a *answer) decide() {
	s := a.service
	target, _ := a.catalog.Region(a.wish.region)
	switch {
	case s.Lifecycle == "retired":
		a.reject(catalog.Interface, "REG-22", "The service has ended.")
		a.reason("The service has ended, although its endpoint name may still be listed: %s", s.Notes)
		a.fault("REG-22", a.here(), "%s has ended, so there is nothing to create an endpoint for.", s.Name)
	case len(s.Types) == 0:
		a.withoutEndpoint()
	case a.needsDescription():
	case target.Partition != a.region.Partition:
		a.reject(catalog.Interface, "REG-05", fmt.Sprintf("%s is in partition %s.", target.Code, target.Partition))
		a.reason("Endpoints never cross partitions, and %s is in partition %s (REG-05).", target.Code, target.Partition)
		a.fault("REG-05", a.here(), "The service is asked for in %s of partition %s, the VPC is in partition %s; endpoints never cross partitions.",
			target.Code, target.Partition, a.region.Partition)
	case target.Code != a.region.Code:
		a.otherRegion(target)
	default:
		a.sameRegion()
	}
}

// withoutEndpoint answers a wish for a service that has no endpoint to create.
func (a *answer) withoutEndpoint() {
	s := a.service
	rule, why := "REG-23", "AWS offers no VPC endpoint for it."
	switch s.Reach {
	case "in-vpc":
		why = "It has addresses inside the VPC already, so it needs no endpoint."
	case "service-managed":
		rule, why = "IF-15", "Its endpoints are made through the service's own API, not as VPC endpoints."
	case "public-only":
		why = "It is reached through public addresses only."
	}
	a.reject(catalog.Interface, rule, why)
	detail := fmt.Sprintf("%s: %s Instead: %s", s.Name, why, s.Alternative)
	if s.Reach == "in-vpc" || s.Reach == "service-managed" {
		a.reason("%s (%s).", strings.TrimSuffix(detail, "."), rule)
		a.remind(rule, a.here(), "%s", detail)
		return
	}
	a.noPath(rule, detail)
}

// needsDescription catches catalogue entries that stand for something the caller must
// describe: an endpoint service, a resource configuration, a service network, a tunnel.
func (a *answer) needsDescription() bool {
	inputs := map[string]struct{ rule, attribute string }{
		"endpoint-service":       {"ACC-02", "endpoint_services"},
		"gateway-load-balancer":  {"ACC-02", "endpoint_services"},
		"resource-configuration": {"LAT-09", "resource_configurations"},
		"service-network":        {"LAT-09", "service_networks"},
		"tunnel":                 {"LAT-07", ""},
	}
	in, ok := inputs[a.service.Key]
	if !ok {
		return false
	}
	t := a.service.Types[0]
	if in.attribute == "" {
		a.reject(t, in.rule, "hashicorp/aws cannot create tunnel endpoints yet.")
		a.reason("hashicorp/aws cannot create tunnel endpoints yet (%s).", in.rule)
		a.fault(in.rule, a.here(), "A tunnel endpoint is asked for, which hashicorp/aws cannot create yet.")
		return true
	}
	a.reject(t, in.rule, "Nothing says which one is meant.")
	a.reason("Describe it in %s, so that its name, owner and zones are known (%s).", in.attribute, in.rule)
	a.fault(in.rule, a.here(), "%q stands for something of your own or a partner's; describe it in %s instead of services.", a.wish.name, in.attribute)
	return true
}

// noPath reports a wish that no endpoint serves: a fault where there is no other way out.
func (a *answer) noPath(rule, detail string) {
	a.reason("%s (%s).", strings.TrimSuffix(detail, "."), rule)
	switch a.request.Egress {
	case EgressNAT, EgressInternet:
		a.reason("Traffic leaves through the %s egress.", a.request.Egress)
		a.remind(rule, a.here(), "%s Traffic leaves through the %s egress.", detail, a.request.Egress)
	default:
		a.reason("The subnets have no egress, so nothing carries it.")
		a.fault(rule, a.here(), "%s The subnets have no egress, so nothing carries it.", detail)
	}
}

// here points at the wish itself.
func (a *answer) here() finding { return finding{target: a.wish.name, attribute: a.wish.at.String()} }

func (a *answer) reason(format string, args ...any) {
	a.rec.Reasons = append(a.rec.Reasons, fmt.Sprintf(format, args...))
}

func (a *answer) reject(t catalog.EndpointType, rule, why string) {
	a.rec.Rejected = append(a.rec.Rejected, Rejection{Type: t, Reason: why, Rule: rule})
}

func (d *decider) fault(rule string, at finding, format string, args ...any) {
	d.result.Report.Add(rules.Finding{Rule: rule, Target: at.target, Attribute: at.attribute, Detail: fmt.Sprintf(format, args...)})
}

// warn reports a fault that breaks nothing by itself, whatever the rule's own severity.
func (d *decider) warn(rule string, at finding, format string, args ...any) {
	d.result.Report.Add(rules.Finding{Rule: rule, Target: at.target, Attribute: at.attribute, Severity: rules.Warning, Detail: fmt.Sprintf(format, args...)})
}

func (d *decider) remind(rule string, at finding, format string, args ...any) {
	d.result.Report.Remind(rules.Finding{Rule: rule, Target: at.target, Attribute: at.attribute, Detail: fmt.Sprintf(format, args...)})
}

func (d *decider) skip(rule, target, format string, args ...any) {
	d.result.Report.Skip(rule, target, fmt.Sprintf(format, args...))
}
