package lint

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agext/levenshtein"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// resourceTypeRules compare resources with the types that services have.
var resourceTypeRules = []entry{
	{Rule: rule.Rule{
		ID: "POL-302", Severity: rule.Error,
		Title:  "An ARN must not name a Region or account that its type does not have",
		Why:    "The ARNs of this type leave that part empty, so the entry never matches.",
		Fix:    "Leave the part empty. Say whose resource is meant with a condition on aws:ResourceAccount.",
		Source: pageChecks,
	}, check: partForbidden},
	{Rule: rule.Rule{
		ID: "POL-303", Severity: rule.Error,
		Title:  "An ARN must name the Region and account that its type has",
		Why:    "The ARNs of this type have that part, so an empty one never matches.",
		Fix:    "Write the Region and the account, or * in their place.",
		Source: pageChecks,
	}, check: partMissing},
	{Rule: rule.Rule{
		ID: "POL-304", Severity: rule.Error,
		Title:  "A resource must be of a type that its service has",
		Why:    "The service has no resource whose ARN looks like this, so the entry never matches.",
		Fix:    "Write the ARN in one of the forms that the service authorization reference lists.",
		Source: pageAuthorization,
	}, check: typeUnknown},
	{Rule: rule.Rule{
		ID: "POL-305", Severity: rule.Error,
		Title:  "The resources must be of a type that the action takes",
		Why:    "The action is never asked for on a resource of the types in this statement, so the statement never matches it.",
		Fix:    "Add a resource of the right type, or move the action to a statement of its own.",
		Source: pageAuthorization,
	}, check: typeMismatch},
	{Rule: rule.Rule{
		ID: "POL-306", Severity: rule.Error,
		Title:  "An action that takes no resource needs the resource *",
		Why:    "Such an action is checked against * alone; ARNs never match it.",
		Fix:    "Move the action to a statement with \"Resource\": \"*\".",
		Source: pageAuthorization,
	}, check: noResource},
}

// shape is the form of the ARNs of one type of resource.
type shape struct {
	// text is the form as the reference writes it, such as arn:${Partition}:s3:::${BucketName}.
	text string
	// parts are those of the ARN with every open part as *.
	parts []string
	// flat says that the resource part is one name without a slash.
	flat bool
}

func newShape(text string) (shape, bool) {
	parts, _ := splitARN(open(text))
	if parts == nil {
		return shape{}, false
	}
	return shape{text: text, parts: parts, flat: strings.HasSuffix(text, ":${BucketName}")}, true
}

// open puts a * in the place of every ${…}.
func open(text string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "${")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteByte('*')
		if _, text, found = strings.Cut(rest, "}"); !found {
			return b.String()
		}
	}
}

// shapesOf returns the forms of a service's resources.
func (s *subject) shapesOf(prefix string) []shape {
	if known, ok := s.shapes[prefix]; ok {
		return known
	}
	var all []shape
	if s.words != nil {
		texts, _ := s.words.ServiceResources(prefix)
		for _, text := range texts {
			if form, ok := newShape(text); ok {
				all = append(all, form)
			}
		}
	}
	s.shapes[prefix] = all
	return all
}

// typing is what is known about the type of an entry.
type typing struct {
	// all are the forms of its service, named those whose resource part fits, fitting those
	// whose Region and account fit too.
	all, named, fitting []shape
}

// typing compares an entry with the forms of its service, once.
func (s *subject) typing(r *resource) *typing {
	if r.typing == nil {
		r.typing = &typing{all: s.candidates(r)}
		for _, form := range r.typing.all {
			if form.named(r) {
				r.typing.named = append(r.typing.named, form)
				if form.placed(r, arnRegion) && form.placed(r, arnAccount) {
					r.typing.fitting = append(r.typing.fitting, form)
				}
			}
		}
	}
	return r.typing
}

// candidates returns the forms that resources of the entry's service can have. Some services
// have resources under the name of another, which then stands in the statement's actions.
func (s *subject) candidates(r *resource) []shape {
	prefixes := []string{r.parts[arnService]}
	for _, action := range r.statement.actions {
		if prefix, _, found := strings.Cut(strings.ToLower(action.Value), ":"); found && !slices.Contains(prefixes, prefix) {
			prefixes = append(prefixes, prefix)
		}
	}
	var all []shape
	for _, prefix := range prefixes {
		for _, form := range s.shapesOf(prefix) {
			if meets(form.parts[arnService], r.parts[arnService]) {
				all = append(all, form)
			}
		}
	}
	return all
}

// mostMet bounds the work of comparing two patterns; beyond it they count as meeting.
const mostMet = 1 << 16

func meets(a, b string) bool { return len(a)*len(b) > mostMet || meet(a, b) }

// named reports whether the entry's resource part can be of the type.
func (s shape) named(r *resource) bool {
	part := r.parts[arnResource]
	if s.flat && strings.Contains(part, "/") {
		return false
	}
	return meets(s.parts[arnResource], part)
}

// placed reports whether the entry's Region or account is one that the type can have.
func (s shape) placed(r *resource, part int) bool {
	given := r.parts[part]
	switch own := s.parts[part]; own {
	case "":
		return strings.Trim(given, "*") == ""
	case "*":
		return given != ""
	default:
		return meets(own, given)
	}
}

// misfit goes over the entries that can be of no type of their service. Named are the types
// whose resource part fits; none if no type has such a name.
func (p *pass) misfit(report func(r *resource, named []shape)) {
	if !p.needWords() {
		return
	}
	for r := range p.resources() {
		if r.parts == nil || r.short || wild(r.parts[arnService]) {
			continue
		}
		switch types := p.typing(r); {
		case len(types.all) == 0:
			p.skip("The resources of " + quote(r.parts[arnService]) + " are not known.")
		case len(types.fitting) == 0:
			report(r, types.named)
		}
	}
}

// forbids reports whether the entry names a Region or account where the type has none.
func (s shape) forbids(r *resource) bool {
	for _, part := range []int{arnRegion, arnAccount} {
		if s.parts[part] == "" && strings.Trim(r.parts[part], "*") != "" {
			return true
		}
	}
	return false
}

func partForbidden(p *pass) {
	p.misfit(func(r *resource, named []shape) {
		if i := slices.IndexFunc(named, func(s shape) bool { return s.forbids(r) }); i >= 0 {
			p.report(r.At, "The form of this ARN is %s.", named[i].text)
		}
	})
}

// awsOwned are services with resources of AWS's own, whose ARNs have an empty account.
var awsOwned = map[string]bool{
	"bedrock": true, "config": true, "ec2": true, "elasticbeanstalk": true, "events": true, "fis": true, "glue": true,
	"imagebuilder": true, "lakeformation": true, "macie2": true, "rds": true, "securityhub": true, "signer": true, "ssm": true, "states": true,
}

func partMissing(p *pass) {
	p.misfit(func(r *resource, named []shape) {
		if len(named) == 0 || slices.ContainsFunc(named, func(s shape) bool { return s.forbids(r) }) {
			return
		}
		if awsOwned[r.parts[arnService]] && r.parts[arnAccount] == "" && (r.parts[arnRegion] != "" || r.parts[arnService] == "securityhub") {
			return
		}
		p.report(r.At, "The form of this ARN is %s.", named[0].text)
	})
}

func typeUnknown(p *pass) {
	p.misfit(func(r *resource, named []shape) {
		if len(named) > 0 || p.full() {
			return
		}
		p.report(r.At, "%s fits no form of the service's ARNs. The nearest are %s.", quote(r.Value), list(p.nearestForms(r)))
	})
}

// mostForms bounds how many forms are proposed for an ARN that fits none.
const mostForms = 3

// nearestForms returns the forms whose resource part looks most like the entry's.
func (p *pass) nearestForms(r *resource) []string {
	forms := slices.Clone(p.typing(r).all)
	own, _ := typeOf(r.parts[arnResource])
	own = own[:min(len(own), longestQuote)]
	distance := func(s shape) int {
		kind, _ := typeOf(s.parts[arnResource])
		return levenshtein.Distance(own, kind, nil)
	}
	slices.SortStableFunc(forms, func(a, b shape) int {
		return cmp.Or(cmp.Compare(distance(a), distance(b)), cmp.Compare(len(a.text), len(b.text)), strings.Compare(a.text, b.text))
	})
	var texts []string
	for _, form := range forms[:min(len(forms), mostForms)] {
		texts = append(texts, form.text)
	}
	return texts
}

// targeted goes over the entries of Action in statements that list resources, with the
// actions each entry stands for.
func (p *pass) targeted(look func(a actionItem, actions []string)) {
	if !p.needWords() {
		return
	}
	for a := range p.actions() {
		st := a.statement
		if st.notAction || st.notTarget || len(st.resources) == 0 || !a.prefixed || wild(a.prefix) || !p.words.PrefixKnown(a.prefix) {
			continue
		}
		if slices.ContainsFunc(st.resources, func(r *resource) bool { return r.all() || r.parts == nil }) {
			continue
		}
		switch e := p.expand(a.Value); {
		case !e.known:
			p.skip(notJudged(a.prefix))
		case len(e.actions) > 0:
			look(a, e.actions)
		}
	}
}

// taken returns the types of resources that some of the actions take.
func (p *pass) taken(actions []string) []shape {
	var all []shape
	seen := map[string]bool{}
	for _, action := range actions {
		texts, _ := p.words.Resources(action)
		for _, text := range texts {
			if form, ok := newShape(text); ok && !seen[text] {
				seen[text] = true
				all = append(all, form)
			}
		}
	}
	return all
}

func typeMismatch(p *pass) {
	p.targeted(func(a actionItem, actions []string) {
		forms := p.taken(actions)
		if len(forms) == 0 {
			return // POL-306
		}
		for _, r := range a.statement.resources {
			for _, form := range forms {
				if meets(form.parts[arnService], r.parts[arnService]) && form.named(r) {
					return
				}
			}
			// What fits no type at all is a fault of the resource.
			if meets(forms[0].parts[arnService], r.parts[arnService]) && len(p.typing(r).named) == 0 {
				return
			}
		}
		var texts []string
		for _, form := range forms {
			texts = append(texts, form.text)
		}
		p.report(a.At, "%s takes %s, and no resource of the statement is one.", quote(a.Value), list(texts))
	})
}

func noResource(p *pass) {
	p.targeted(func(a actionItem, actions []string) {
		if len(p.taken(actions)) == 0 {
			p.report(a.At, "%s takes no resource, but the statement lists ARNs.", quote(a.Value))
		}
	})
}
