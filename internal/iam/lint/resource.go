package lint

import (
	"cmp"
	"iter"
	"regexp"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// resourceRules are about the form of the entries of Resource and NotResource.
var resourceRules = []entry{
	{Rule: rule.Rule{
		ID: "POL-301", Severity: rule.Error,
		Title:  "A resource must be an ARN or *",
		Why:    "AWS refuses other texts, and an ARN that ends too early matches nothing.",
		Fix:    "Write the whole ARN, such as arn:aws:s3:::bucket/*, or * for every resource.",
		Source: pageResource,
	}, check: resourceForm},
	{Rule: rule.Rule{
		ID: "POL-308", Severity: rule.Error,
		Title:  "The account in an ARN is an id or a wildcard, not a mixture",
		Why:    "AWS refuses endpoint policies with such an ARN.",
		Fix:    "Write the twelve digits of the account, or * alone.",
		Source: pageEndpointPolicy,
	}, check: accountMixture},
	{Rule: rule.Rule{
		ID: "POL-309", Severity: rule.Warning,
		Title:  "The partition, the service and the type in an ARN should hold no wildcard",
		Why:    "AWS compares these parts letter by letter or promises nothing about wildcards in them, so the entry may match nothing.",
		Fix:    "Write the part out; for the partition, the data source aws_partition knows it.",
		Source: pageARNs,
	}, check: fixedParts},
	{Rule: rule.Rule{
		ID: "POL-310", Severity: rule.Warning,
		Title:  "A * at the end of an early part of an ARN may reach over the colon",
		Why:    "AWS says that such a * can match beyond its part. Where callers choose the names, a resource of somebody else can then bear a name that fits the rest.",
		Fix:    "Write the Region, or add a condition on aws:ResourceAccount.",
		Source: pageResource,
	}, check: earlyWildcard},
	{Rule: rule.Rule{
		ID: "POL-313", Severity: rule.Warning,
		Title:  "Allow with NotResource allows every resource but these",
		Why:    "It reaches the resources of all other accounts, and those that are made later.",
		Fix:    "Name the resources to allow in Resource, or deny the ones not wanted in a statement of their own.",
		Source: pageNotResource,
	}, security: true, check: allowNotResource},
	{Rule: rule.Rule{
		ID: "POL-314", Severity: rule.Warning,
		Title:  "A resource should be of the endpoint's partition and Region",
		Why:    "Requests through an endpoint reach its own Region, so the entry never matches.",
		Fix:    "Write the partition and Region of the endpoint, or remove the entry.",
		Source: pageARNs,
	}, check: resourcePlace},
	{Rule: rule.Rule{
		ID: "POL-315", Severity: rule.Info,
		Title:  "A resource is covered by another entry",
		Why:    "It has no effect, and costs characters of the quota.",
		Fix:    "Remove the entry, or the wider one if it says too much.",
		Source: pageChecks,
	}, check: resourceCovered},
	{Rule: rule.Rule{
		ID: "POL-317", Severity: rule.Error,
		Title:  "Buckets, Regions and services have no capital letters",
		Why:    "The case of letters counts in an ARN, so the entry never matches.",
		Fix:    "Write these parts in small letters.",
		Source: pageBucketNames,
	}, check: capitals},
}

// resources goes over the entries of Resource and NotResource, but for the lone *.
func (s *subject) resources() iter.Seq[*resource] {
	return func(yield func(*resource) bool) {
		for _, st := range s.statements {
			for _, r := range st.resources {
				if !r.all() && !yield(r) {
					return
				}
			}
		}
	}
}

func resourceForm(p *pass) {
	for r := range p.resources() {
		switch {
		case r.parts != nil || strings.HasPrefix(r.plain, "*") && variable(r.Value):
			// An ARN, or one that a variable may complete.
		case strings.HasPrefix(r.plain, "arn:"):
			p.report(r.At, "%s ends before the resource: an ARN has six parts between its colons.", quote(r.Value))
		default:
			p.report(r.At, "%s is neither an ARN nor the lone *.", quote(r.Value))
		}
	}
}

// mixedAccount reports whether the account part of an ARN is partly written out.
func mixedAccount(parts []string) bool {
	return parts != nil && wild(parts[arnAccount]) && strings.ContainsAny(parts[arnAccount], "0123456789")
}

func accountMixture(p *pass) {
	for r := range p.resources() {
		if mixedAccount(r.parts) {
			p.report(r.At, "The account is written as %s.", quote(r.parts[arnAccount]))
		}
	}
	for _, t := range p.tests {
		for _, v := range t.Values {
			if parts, _ := splitARN(withoutVariables(v.Text())); mixedAccount(parts) && !variable(v.Text()) {
				p.report(v.Where(), "The account is written as %s.", quote(parts[arnAccount]))
			}
		}
	}
}

func fixedParts(p *pass) {
	for r := range p.resources() {
		if r.parts == nil || r.short {
			continue
		}
		switch kind, _ := typeOf(r.parts[arnResource]); {
		case wild(r.parts[arnPartition]):
			p.report(r.At, "The partition is written as %s.", quote(r.parts[arnPartition]))
		case wild(r.parts[arnService]):
			p.report(r.At, "The service is written as %s.", quote(r.parts[arnService]))
		case wild(kind) && kind != "*" && !variable(r.Value) && p.typed(r.parts[arnService]):
			p.report(r.At, "The type of resource is written as %s.", quote(kind))
		}
	}
}

// typeOf returns what stands before the first slash or colon of a resource part.
func typeOf(part string) (kind string, found bool) {
	if i := strings.IndexAny(part, "/:"); i >= 0 {
		return part[:i], true
	}
	return part, false
}

// typed reports whether every resource of a service begins with the name of its type.
func (p *pass) typed(service string) bool {
	if p.words == nil {
		return false
	}
	patterns, known := p.words.ServiceResources(service)
	return known && len(patterns) > 0 && !slices.ContainsFunc(patterns, func(pattern string) bool {
		parts, _ := splitARN(pattern)
		if parts == nil {
			return true
		}
		kind, found := typeOf(parts[arnResource])
		return !found || variable(kind)
	})
}

// callerNamed are the services in which callers choose names that may hold colons.
var callerNamed = map[string]bool{"s3": true, "s3express": true, "s3-outposts": true, "execute-api": true}

func earlyWildcard(p *pass) {
	for r := range p.resources() {
		if r.parts == nil || r.short || !callerNamed[r.parts[arnService]] {
			continue
		}
		region, account := r.parts[arnRegion], r.parts[arnAccount]
		if strings.HasSuffix(region, "*") && account != "" && !wild(account) {
			p.report(r.At, "The Region ends in *, and the account %s follows.", account)
		}
	}
}

func allowNotResource(p *pass) {
	for _, st := range p.statements {
		if st.Effect == ast.Allow && st.NotResource != nil {
			p.add(fault{
				at: st.NotResource.At, text: "The statement allows every resource that is not named here.",
				severity: p.against(p.options.Trusted && !st.testsKey(ownerKeys)),
			})
		}
	}
}

func resourcePlace(p *pass) {
	for r := range p.resources() {
		if r.parts == nil {
			continue
		}
		partition, region := p.options.partition(), p.options.Region
		switch {
		case wild(r.parts[arnPartition]) || r.parts[arnPartition] == "":
		case partition == "":
			p.skip("The Region of the endpoint was not given.")
		case r.parts[arnPartition] != partition:
			p.report(r.At, "The resource is of the partition %s; the endpoint is in %s.", quote(r.parts[arnPartition]), partition)
			continue
		}
		switch {
		case r.parts[arnRegion] == "" || p.global(r):
		case region == "":
			if !wild(r.parts[arnRegion]) {
				p.skip("The Region of the endpoint was not given.")
			}
		case !glob(r.parts[arnRegion], region):
			p.report(r.At, "The resource is in the Region %s; the endpoint is in %s.", quote(r.parts[arnRegion]), region)
		}
	}
}

// global reports whether the type of the resource has a Region that is the same for all
// endpoints, so that it says nothing.
func (p *pass) global(r *resource) bool {
	return slices.ContainsFunc(p.typing(r).fitting, func(s shape) bool { return s.parts[arnRegion] == r.parts[arnRegion] })
}

func resourceCovered(p *pass) {
	for _, st := range p.statements {
		var items []ast.String
		for _, r := range st.resources {
			items = append(items, r.String)
		}
		p.covered(items, func(text string) string { return text }, coversARN)
	}
}

// coversARN reports whether every ARN of one pattern is one of another.
func coversARN(by, pattern string) bool {
	if by == "*" {
		return true
	}
	// Most pairs differ before the first wildcard, and lists are compared each with each.
	if head := strings.IndexAny(by, "*?"); head >= 0 && !strings.HasPrefix(pattern, by[:head]) {
		return false
	}
	wide, _ := splitARN(by)
	narrow, _ := splitARN(pattern)
	if wide == nil || narrow == nil {
		return false
	}
	for i := range wide {
		if !covered(wide[i], narrow[i]) {
			return false
		}
	}
	return true
}

var capital = regexp.MustCompile(`[A-Z]`)

func capitals(p *pass) {
	for r := range p.resources() {
		if r.parts == nil {
			continue
		}
		service, region := r.parts[arnService], r.parts[arnRegion]
		bucket, isBucket := r.bucket()
		wrong := cmp.Or(capital.FindString(service), capital.FindString(region))
		switch {
		case wrong != "":
			p.report(r.At, "The service or Region has the capital letter %s.", wrong)
		case isBucket && capital.MatchString(bucket):
			p.report(r.At, "The bucket is written as %s.", quote(bucket))
		}
	}
}

// bucket returns the name of the S3 bucket that the entry names or lies in.
func (r *resource) bucket() (name string, found bool) {
	if r.parts == nil || r.short || r.parts[arnService] != "s3" || r.parts[arnAccount] != "" && r.parts[arnAccount] != "*" {
		return "", false
	}
	name, _, _ = strings.Cut(r.parts[arnResource], "/")
	if r.parts[arnRegion] != "" && name == "accesspoint" {
		return "", false
	}
	return name, name != ""
}
