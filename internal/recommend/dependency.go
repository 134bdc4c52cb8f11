package recommend

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// workloadRules names the rule that lists what a workload needs.
var workloadRules = map[string]string{
	"ecr_pull": "DEP-01", "ecs_fargate_pull": "DEP-01", "ecs_ec2": "DEP-04",
	"eks_private_cluster": "DEP-05", "eksctl_fully_private": "DEP-05", "karpenter_private": "DEP-05",
	"session_manager": "DEP-06",
}

// dependencies reports what the wishes need of each other.
func (d *decider) dependencies(w wishes) {
	for _, name := range sortedKeys(w.left) {
		rule, ok := workloadRules[name]
		if !ok {
			continue
		}
		parts := make([]string, len(w.left[name]))
		for i, part := range w.left[name] {
			parts[i] = fmt.Sprintf("%s (%s)", part.Key, part.When)
		}
		d.remind(rule, finding{target: name, attribute: input.At("workloads").Key(name).String()},
			"Not asked for, and needed in the case named: %s.", strings.Join(parts, "; "))
	}
	d.imagePulls()
	if at, ok := w.place("acm"); ok {
		d.remind("DEP-07", at,
			"The EKS guide says that ACM has no endpoint; AWS's list of services has one, and the list is newer.")
	}
	if at, ok := w.place("sts"); ok {
		d.fault("REG-26", at,
			"The endpoint answers the Regional name only; SDKs that call the global sts.amazonaws.com miss it.")
	}
}

// place says where a service of this Region was asked for.
func (w wishes) place(name string) (finding, bool) {
	for _, one := range w.services {
		if one.name == name {
			return finding{target: name, attribute: one.at.String()}, true
		}
	}
	return finding{}, false
}

// imagePulls checks that nothing is missing for pulls from ECR, whose layers lie in S3.
func (d *decider) imagePulls() {
	var have []string
	dualStackECR, dualStackS3 := "", false
	for _, key := range sortedKeys(d.result.Endpoints) {
		e := d.result.Endpoints[key]
		if e.ServiceRegion != "" {
			continue // pulls from another Region need that Region's S3, which is a wish of its own
		}
		service := strings.Replace(e.Service, "ecr-fips.", "ecr.", 1)
		have = append(have, service)
		if strings.HasPrefix(service, "ecr.") && e.IPAddressType != "ipv4" {
			dualStackECR = key
		}
		if service == "s3" && e.IPAddressType != "ipv4" {
			dualStackS3 = true
		}
	}
	if !slices.Contains(have, "ecr.api") && !slices.Contains(have, "ecr.dkr") {
		return
	}
	for _, need := range []string{"ecr.api", "ecr.dkr", "s3"} {
		if slices.Contains(have, need) {
			continue
		}
		f := rules.Finding{
			Rule: "DEP-01", Target: need, Attribute: "services",
			Detail: fmt.Sprintf("ECR endpoints are asked for without %s, and a pull needs all of ecr.api, ecr.dkr and s3, where the image layers lie.", need),
			Fix:    fmt.Sprintf("Add %q to services, unless an endpoint for it exists in the VPC already.", need),
		}
		if d.request.Egress != EgressNone {
			f.Severity = rules.Warning
			f.Detail += " That part leaves through the egress."
		}
		d.result.Report.Add(f)
	}
	if dualStackECR != "" && slices.Contains(have, "s3") && !dualStackS3 {
		d.fault("DEP-02", finding{target: dualStackECR, attribute: "service_options"},
			"The ECR endpoint is %s and the S3 endpoint ipv4 only, so layers cannot be fetched over IPv6.", d.result.Endpoints[dualStackECR].IPAddressType)
	}
}

// own adds an endpoint of the caller's own entry.
func (d *decider) own(name string, t catalog.EndpointType, serviceRegion string, decision Decision, e *Endpoint, reasons []string) {
	if t != catalog.GatewayLoadBalancer {
		callers := placesOr(d.request.Options[name].Callers, d.request.Callers)
		d.forCallersOutside(name, callers, e.PrivateDNSEnabled != nil && *e.PrivateDNSEnabled)
	}
	key := EndpointKey(name, t, serviceRegion)
	e.Service, e.Type, e.ServiceRegion = name, t, serviceRegion
	d.result.Endpoints[key] = e
	d.result.Recommendations[name] = &Recommendation{Decision: decision, Endpoints: []string{key}, Reasons: reasons}
}
