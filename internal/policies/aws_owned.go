package policies

import (
	"slices"
	"sync"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/owned"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// reachable are the resources outside of the trusted that may be reached.
func (p *proof) reachable() (patterns []string, open string) {
	for _, pattern := range p.Policies.Resources.Or(nil) {
		text, known := pattern.Get()
		if !known {
			return nil, "resources is not known yet"
		}
		patterns = append(patterns, text)
	}
	if p.Policies.Resources.IsUnknown() {
		return nil, "resources is not known yet"
	}
	own, open := p.awsOwned()
	return append(patterns, own...), open
}

// awsOwned are the resources of AWS that may be reached: those given, else those that the
// services and workloads need.
func (p *proof) awsOwned() (patterns []string, open string) {
	if p.Policies.AWSOwned.IsUnknown() {
		return nil, "aws_owned_resources is not known yet"
	}
	if list, given := p.Policies.AWSOwned.Get(); given {
		return list, ""
	}
	needed, open := p.needed()
	for _, r := range needed {
		patterns = append(patterns, r.ResourceARNs...)
	}
	return patterns, open
}

// needs are the resources of AWS that the services and workloads of a plan need.
type needs struct {
	once      sync.Once
	resources []owned.Resource
	// nameless are facts of which no source names the resources in the Region.
	nameless []owned.Fact
	// open says why there may be more of them; empty if there are not.
	open string
}

// needed are the resources of AWS that the services and workloads of the plan need, and why
// there may be more of them.
func (j *judge) needed() ([]owned.Resource, string) {
	n := j.needs
	n.once.Do(func() {
		services, workloads := j.wanted()
		n.resources = j.owned.For(services, workloads, j.Region.Code, j.Region.Partition)
		n.nameless = j.owned.Unknown(services, workloads, j.Region.Code, j.Region.Partition)
		n.open = j.wantedOpen()
	})
	return n.resources, n.open
}

// wanted are the services and workloads that run here, each once.
func (j *judge) wanted() (services, workloads []string) {
	for _, w := range j.Wishes.Or(nil) {
		services = append(services, w.Key)
	}
	for _, w := range j.Workloads.Or(nil) {
		workloads = append(workloads, w.Name)
	}
	for _, e := range slices.Concat(j.Endpoints.Or(nil), j.Existing.Or(nil)) {
		if e.Service.IsAWS() {
			services = append(services, e.Service.Key)
		}
	}
	slices.Sort(services)
	return slices.Compact(services), workloads
}

// wantedOpen says why more may run here than is known yet.
func (j *judge) wantedOpen() string {
	if j.Wishes.IsUnknown() || j.Workloads.IsUnknown() {
		return "services or workloads is not known yet"
	}
	if j.Endpoints.IsUnknown() {
		return "endpoints is not known yet"
	}
	for _, e := range j.Endpoints.Or(nil) {
		if e.Service.Kind == plan.Undecided && e.ServiceName.IsUnknown() {
			return e.Path("service_name").String() + " is not known yet"
		}
	}
	return ""
}
