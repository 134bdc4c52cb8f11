package lint

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// bucketRules are about buckets of Amazon S3, whose ARNs carry neither account nor Region.
var bucketRules = []entry{
	{Rule: rule.Rule{
		ID: "POL-307", Severity: rule.Warning,
		Title:  "A bucket and its objects are different resources",
		Why:    "Listing is asked for on the bucket, reading and writing on its objects; one ARN does not stand for the other.",
		Fix:    "List both arn:aws:s3:::bucket and arn:aws:s3:::bucket/*.",
		Source: pageAuthorization,
	}, check: bucketHalves},
	{Rule: rule.Rule{
		ID: "POL-311", Severity: rule.Warning,
		Title:  "A wildcard in a bucket name reaches buckets of other accounts",
		Why:    "Bucket names are shared by all accounts. Anybody can create a bucket whose name fits, and data can leave through it.",
		Fix:    "Write the names out, or add a condition on aws:ResourceAccount or aws:ResourceOrgID.",
		Source: pageDataPerimeter,
	}, security: true, check: bucketPrefix},
	{Rule: rule.Rule{
		ID: "POL-316", Severity: rule.Warning,
		Title:  "Through an access point both it and its bucket must be allowed",
		Why:    "A request through an access point is checked twice, once for each, and fails if either is missing.",
		Fix:    "Allow the access point and the bucket, each with /object/* or /* for its objects.",
		Source: pageAccessPoints,
	}, check: accessPointAndBucket},
}

// half is what a kind of action is asked for on.
type half uint8

// The halves of a bucket.
const (
	bucketItself half = 1 << iota
	bucketObjects
)

// halves returns what the entries of Action are asked for on. A pattern counts for a half
// only if it is about that half alone, or about all of S3.
func (p *pass) halves(st *statement) (all, exact half) {
	for _, item := range st.actions {
		switch strings.ToLower(item.Value) {
		case "*", "s3:*":
			all |= bucketItself | bucketObjects
			continue
		}
		var own half
		for _, action := range p.expand(item.Value).actions {
			texts, _ := p.words.Resources(action)
			if slices.Contains(texts, "arn:${Partition}:s3:::${BucketName}") {
				own |= bucketItself
			}
			if slices.Contains(texts, "arn:${Partition}:s3:::${BucketName}/${ObjectName}") {
				own |= bucketObjects
			}
		}
		if own == bucketItself || own == bucketObjects {
			all |= own
			if !wild(item.Value) {
				exact |= own
			}
		}
	}
	return all, exact
}

// reach returns the halves of a bucket that an entry can stand for.
func (r *resource) reach() half {
	part := r.parts[arnResource]
	if strings.Contains(part, "/") {
		return bucketObjects
	}
	if strings.Contains(part, "*") {
		return bucketItself | bucketObjects
	}
	return bucketItself
}

func bucketHalves(p *pass) {
	if !p.needWords() {
		return
	}
	for _, st := range p.statements {
		if st.notAction || st.notTarget {
			continue
		}
		asked, exact := p.halves(st)
		if asked != bucketItself|bucketObjects {
			continue
		}
		reached := map[string]half{}
		var anywhere half
		for _, r := range st.resources {
			if name, ok := r.bucket(); ok {
				reached[name] |= r.reach()
				anywhere |= r.reach()
			} else if r.all() || r.short {
				anywhere |= bucketItself | bucketObjects
			}
		}
		for _, r := range st.resources {
			name, ok := r.bucket()
			missing := (bucketItself | bucketObjects) &^ reached[name]
			// Where the whole statement misses a half, its exact actions are told by POL-305.
			if !ok || missing == 0 || missing&^anywhere != 0 && missing&exact != 0 || p.reachedByPattern(st, name, missing) {
				continue
			}
			reached[name] |= missing // once for each bucket
			if missing == bucketObjects {
				p.report(r.At, "The statement lists the bucket %s without its objects, and actions on objects.", quote(name))
			} else {
				p.report(r.At, "The statement lists objects of %s without the bucket, and actions on buckets.", quote(name))
			}
		}
	}
}

// reachedByPattern reports whether an entry for other bucket names covers the missing half.
func (p *pass) reachedByPattern(st *statement, name string, missing half) bool {
	return slices.ContainsFunc(st.resources, func(r *resource) bool {
		if r.all() || r.short {
			return true
		}
		other, ok := r.bucket()
		return ok && r.reach()&missing != 0 && wild(other) && covered(other, name)
	})
}

func bucketPrefix(p *pass) {
	for r := range p.resources() {
		if r.statement.Effect != ast.Allow || r.statement.notTarget || r.statement.ownerNamed() {
			continue
		}
		// A policy variable is not open to everybody's choice, a wildcard is.
		bound := *r
		if p.document.Variables() {
			bound.parts, bound.short = splitARN(replaceVariables(r.Value, "x"))
		}
		if name, ok := bound.bucket(); ok && wild(name) && name != "*" {
			p.add(fault{
				at: r.At, text: "The bucket is written as " + quote(name) + ", and no condition says whose it must be.",
				severity: p.against(p.options.Trusted),
			})
		}
	}
}

// ownerNamed reports whether the statement demands that the resource belongs to somebody.
func (st *statement) ownerNamed() bool {
	return slices.ContainsFunc(st.tests, func(t *test) bool {
		return ownerKeys[t.key] && t.known && !t.operator.Base.Negated() && t.operator.Base != ast.Null
	})
}

// accessPoint reports whether an entry names an access point of S3 or what lies behind it.
func (r *resource) accessPoint() bool {
	return r.parts != nil && !r.short && r.parts[arnService] == "s3" && r.parts[arnAccount] != "" &&
		strings.HasPrefix(r.parts[arnResource], "accesspoint/")
}

func accessPointAndBucket(p *pass) {
	var points, buckets bool
	var firstPoint *resource
	var byPoint *test
	for _, st := range p.statements {
		if st.Effect != ast.Allow {
			continue
		}
		if st.notTarget {
			return // most resources are allowed
		}
		for _, r := range st.resources {
			_, bucket := r.bucket()
			points = points || r.accessPoint() || r.all() || r.short
			buckets = buckets || bucket || r.all() || r.short
			if r.accessPoint() && firstPoint == nil {
				firstPoint = r
			}
		}
		for _, t := range st.tests {
			if strings.HasPrefix(t.key, "s3:dataaccesspoint") && t.positive() && byPoint == nil {
				byPoint = t
			}
		}
	}
	switch {
	case firstPoint != nil && !buckets:
		p.report(firstPoint.At, "The policy allows the access point and no bucket.")
	case byPoint != nil && buckets && !points:
		p.report(byPoint.At, "The policy asks for requests through an access point and allows no access point.")
	}
}
