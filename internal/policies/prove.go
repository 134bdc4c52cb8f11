package policies

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/owned"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func compare(a, b string) int { return cmp.Compare(a, b) }

// question is a policy and what decides how it is judged.
type question struct {
	text, service, reference string
	endpoint                 match.Endpoint
	both                     bool
	// id and vpc are those of the endpoint, where the policy may speak of them.
	id, vpc plan.Text
}

// proof is the work on one policy.
type proof struct {
	*judge
	subject
	text     string
	document *ast.Document
	// linted is what the linter found in it.
	linted []rule.Finding
	// quotes says that findings quote the policy.
	quotes   bool
	base     prove.Question
	findings []rule.Finding
	// signedOnly says that no unsigned request passes.
	signedOnly bool
}

// prove asks the questions that the caller's inputs ask for. Endpoints with one policy are
// answered once.
func (j *judge) prove(s subject, text string, document *ast.Document, linted []rule.Finding) {
	if j.Policies.Assumptions.IsUnknown() {
		j.later("POL-602", s.target, "assumptions is not known yet, so nothing about the policy is proved")
		return
	}
	p := &proof{judge: j, subject: s, text: text, document: document, linted: linted, quotes: true, base: j.base(s)}
	reference, referenceText := p.reference()
	q := p.question(referenceText)
	known, asked := j.known[q]
	if !asked {
		before := len(j.NotChecked)
		p.outsiders()
		p.full()
		p.nothing()
		p.dead()
		p.required()
		if reference != nil {
			p.compare(reference)
		}
		known = Result{Found: p.findings, NotChecked: slices.Clone(j.NotChecked[before:])}
		j.known[q], j.NotChecked = known, j.NotChecked[:before]
	}
	j.Found = append(j.Found, retold(known.Found, s)...)
	for _, n := range known.NotChecked {
		if n.Target != "" {
			n.Target = s.target
		}
		j.NotChecked = append(j.NotChecked, n)
	}
}

// omitted compares AWS's default policy, which is that of an endpoint without one of its own.
func (j *judge) omitted(s subject) {
	p := &proof{judge: j, subject: s, document: ast.Default(), base: j.base(s)}
	if reference, _ := p.reference(); reference != nil {
		p.compare(reference)
	}
	j.Found = append(j.Found, p.findings...)
}

// uncompared tells of references to which there is no policy.
func (j *judge) uncompared(subjects []subject) {
	for _, key := range sortedKeys(j.Policies.References.Or(nil)) {
		switch {
		case slices.ContainsFunc(subjects, func(s subject) bool { return s.target == key }):
		case j.Endpoints.IsUnknown() || j.Policies.Documents.IsUnknown():
			j.later("POL-611", key, "whether there is a policy of this key to compare is not known yet")
		default:
			j.missing("POL-611", key, "reference_policies has this key, and neither endpoints nor policies has it")
		}
	}
}

// question is what decides the answers about the policy.
func (p *proof) question(reference string) question {
	q := question{text: p.text, service: p.base.Service, reference: reference, both: len(p.base.Endpoints) != 1}
	if e := p.subject.endpoint; e != nil && p.mentionsEndpoint() {
		q.id, q.vpc = e.ID, e.VPCID
	}
	if !q.both {
		q.endpoint = p.base.Endpoints[0]
	}
	return q
}

// mentionsEndpoint reports whether the policy may speak of an endpoint or a VPC by its id; an
// escape could hide the name of the key.
func (p *proof) mentionsEndpoint() bool {
	return strings.Contains(strings.ToLower(p.text), "sourcevpc") || strings.Contains(p.text, `\u`)
}

// retold are findings about one policy, told of another subject that has it too.
func retold(found []rule.Finding, s subject) []rule.Finding {
	found = slices.Clone(found)
	for i := range found {
		found[i].Target, found[i].At, found[i].Attribute = s.target, s.at, s.at.String()
	}
	return found
}

// base is what all questions about a policy share.
func (j *judge) base(s subject) prove.Question {
	q := prove.Question{Partition: j.Region.Partition, Assumptions: j.Policies.Assumptions.Or(nil), Vocabulary: j.words, AllowServices: j.Policies.AllowServices.Or(false)}
	if e := s.endpoint; e != nil && e.Type.IsGiven() {
		q.Endpoints = []match.Endpoint{match.Interface}
		if e.Is(catalog.Gateway) {
			q.Endpoints = []match.Endpoint{match.Gateway}
		}
		if e.Service.IsAWS() {
			q.Service = e.Service.Key
		}
	}
	return q
}

// ask asks; what is undecided is not checked.
func (p *proof) ask(id string, document *ast.Document, q prove.Question) prove.Answer {
	answer, err := prove.Ask(document, q)
	switch {
	case err != nil:
		p.missing(id, p.target, err.Error())
	case answer.Verdict == prove.Undecided:
		p.missing(id, p.target, "it could not be decided: "+answer.Reason)
	}
	return answer
}

// add records what a counterexample shows, at the statement that lets it through.
func (p *proof) add(id string, answer prove.Answer, severity rule.Severity, format string, args ...any) {
	known, _ := lint.Lookup(id)
	f := rule.Finding{
		Rule: id, Severity: cmp.Or(severity, known.Severity), Target: p.target, At: p.at, Attribute: p.at.String(),
		Summary: known.Title, Detail: strings.TrimSpace(fmt.Sprintf(format, args...)), Fix: known.Fix, Source: known.Source,
	}
	if i := answer.AllowedBy; i >= 0 && i < len(p.document.Statements) && !answer.ByReference {
		statement := p.document.Statements[i]
		if f.Line, f.Column = statement.Line, statement.Column; p.quotes && statement.Written() {
			f.Detail += " " + quote(p.text, statement.At)
		}
		f.Related = leaks(id, statement, p.document)
	}
	if f.Severity == rule.Info {
		f.Reminder = true
	}
	p.findings = append(p.findings, f)
}

// longestQuote bounds what is quoted of a statement, in characters.
const longestQuote = 100

// quote names the place of a statement and quotes how it begins. Policies are often written
// over many lines, of which the first one would be a brace.
func quote(text string, at ast.At) string {
	begin := []rune(strings.Join(strings.Fields(text[at.Offset:min(len(text), at.Offset+8*longestQuote)]), " "))
	if len(begin) > longestQuote {
		begin = append(begin[:longestQuote], '…')
	}
	return fmt.Sprintf("Line %d, %s: %s", at.Line, at.Path, strings.ToValidUTF8(string(begin), ""))
}

// against is the severity of what contradicts something stated, else a warning.
func against(stated bool) rule.Severity {
	if stated {
		return rule.Error
	}
	return rule.Warning
}

// certain is the severity of a leak: a warning if it is one only under a reading of a rule that
// AWS does not document.
func certain(leak prove.Answer) rule.Severity {
	return against(leak.Reading == "")
}

// outsiders asks who and what is outside of the trusted, and about unsigned requests.
func (p *proof) outsiders() {
	trusted, stated := p.Policies.Trusted.Get()
	p.unsigned(stated)
	if !stated {
		for _, id := range []string{"POL-602", "POL-604"} {
			if p.Policies.Trusted.IsUnknown() {
				p.later(id, "", "trusted is not known yet")
			} else {
				p.missing(id, "", "trusted is not given, so nobody is inside or outside")
			}
		}
		return
	}
	p.principals(trustedOf(trusted))
	p.resources(trustedOf(trusted))
}

// unsigned asks about unsigned requests.
func (p *proof) unsigned(trusted bool) {
	answer := p.ask("POL-603", p.document, p.with(prove.AnonymousAccess))
	p.signedOnly = answer.Verdict == prove.Proved
	switch patterns, open := p.awsOwned(); {
	case answer.Verdict != prove.Counterexample:
	case p.Policies.AllowAnonymous.IsUnknown():
		p.later("POL-603", p.target, "allow_anonymous is not known yet")
	case p.Policies.AllowAnonymous.Or(false):
	case open != "":
		p.later("POL-603", p.target, open)
	case p.onlyTo(patterns):
		p.add("POL-603", answer, rule.Info, "Unsigned requests pass, and reach nothing but what is meant for them: resources of AWS, and roles that are taken with a token. %s", answer.Explanation)
	default:
		p.add("POL-603", answer, against(trusted || p.Policies.AllowAnonymous.IsGiven()), "%s", answer.Explanation)
	}
}

// onlyTo reports whether unsigned requests are known to reach nothing but these resources, and
// roles that are taken with a token, which no signature precedes.
func (p *proof) onlyTo(patterns []string) bool {
	besides := []string{byToken()}
	if len(patterns) > 0 {
		besides = append(besides, fmt.Sprintf(`"Principal": "*", "Action": "*", "Resource": [%s]`, quoted(patterns)))
	}
	rest, err := prove.Ask(p.denying(besides...), p.with(prove.AnonymousAccess))
	return err == nil && rest.Verdict == prove.Proved
}

// byToken are the parts of a statement about roles that are taken with a token. No key says who
// the caller is, so nobody is inside or outside; whose the role is POL-604 asks.
func byToken() string {
	return fmt.Sprintf(`"Principal": "*", "Action": [%s], "Resource": "*"`, quoted(vocabulary.WithoutCaller()))
}

// full finds a policy that lets everything through, unsigned requests among it, where the
// linter did not see it.
func (p *proof) full() {
	if !p.signedOnly && !p.told("POL-601") && p.letsAll() {
		p.add("POL-601", prove.Answer{AllowedBy: -1}, against(p.Policies.Trusted.IsGiven() || p.restricts()), "The policy lets every request through.")
	}
}

// letsAll reports whether the policy is known to let through what AWS's default policy does.
func (p *proof) letsAll() bool {
	q := p.with(prove.NoNewAccess)
	q.Reference = p.document
	return p.ask("POL-601", ast.Default(), q).Verdict == prove.Proved
}

// principals asks whether somebody outside of the trusted gets in. Unsigned requests are told
// by POL-603 alone.
func (p *proof) principals(trusted prove.Trusted) {
	needed, open := p.needed()
	switch {
	case p.Policies.AllowServices.IsUnknown():
		open = "allow_aws_service_principals is not known yet"
	case p.Policies.AWSOwned.IsUnknown():
		open = "aws_owned_resources is not known yet"
	}
	if open != "" {
		p.later("POL-602", p.target, open)
		return
	}
	besides := []string{`"Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "anonymous"}}`, byToken()}
	if list, given := p.Policies.AWSOwned.Get(); given {
		if len(list) > 0 { // what the caller names as AWS's own may be reached, whoever asks for it
			besides = append(besides, fmt.Sprintf(`"Principal": "*", "Action": "*", "Resource": [%s]`, quoted(list)))
		}
		needed = nil
	}
	for _, r := range needed {
		if r.AnyCaller {
			besides = append(besides, fmt.Sprintf(`"Principal": "*", "Action": [%s], "Resource": [%s]`, quoted(r.Actions), quoted(r.ResourceARNs)))
		}
	}
	q := p.with(prove.PrincipalOutside)
	q.Trusted = trusted
	if outside := p.ask("POL-602", p.denying(besides...), q); outside.Verdict == prove.Counterexample {
		p.add("POL-602", outside, certain(outside), "%s", outside.Explanation)
	}
}

// resources asks whether a resource outside of the trusted is reached.
func (p *proof) resources(trusted prove.Trusted) {
	patterns, open := p.reachable()
	if open != "" {
		p.later("POL-604", p.target, open)
		return
	}
	q := p.with(prove.ResourceOutside)
	q.Trusted, q.Resources = trusted, patterns
	if outside := p.ask("POL-604", p.document, q); outside.Verdict == prove.Counterexample {
		p.add("POL-604", outside, certain(outside), "%s", outside.Explanation)
	}
}

// denying is the policy with more statements, which deny something.
func (p *proof) denying(statements ...string) *ast.Document {
	extra := parse.Parse(`{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", ` + strings.Join(statements, `}, {"Effect": "Deny", `) + `}]}`)
	if extra.Document == nil {
		return p.document
	}
	more := *p.document
	more.Statements = append(slices.Clip(p.document.Statements), extra.Document.Statements...)
	return &more
}

// quoted are texts as the elements of a list in JSON.
func quoted(texts []string) string {
	out := make([]string, len(texts))
	for i, text := range texts {
		element, err := json.Marshal(text)
		if err != nil {
			continue // no string is without a form in JSON
		}
		out[i] = string(element)
	}
	return strings.Join(out, ", ")
}

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

// with is the question of a kind with what all questions share.
func (p *proof) with(kind prove.Kind) prove.Question {
	q := p.base
	q.Kind = kind
	return q
}

func trustedOf(t plan.Trusted) prove.Trusted {
	return prove.Trusted{Organizations: t.Organizations, Accounts: t.Accounts, Paths: t.Paths, Members: t.Members}
}

// nothing finds a policy that lets nothing through, where the linter did not.
func (p *proof) nothing() {
	if answer := p.ask("POL-605", p.document, p.with(prove.NothingAllowed)); answer.Verdict == prove.Proved && !p.told("POL-605") {
		p.add("POL-605", prove.Answer{AllowedBy: -1}, rule.Error, "No request at all passes: %s", answer.Explanation)
	}
}

// told reports whether a breach of a rule was found in this policy.
func (p *proof) told(id string) bool {
	is := func(f rule.Finding) bool { return f.Rule == id }
	return slices.ContainsFunc(p.linted, is) || slices.ContainsFunc(p.findings, is)
}

// dead finds statements that make no difference. Of a policy that lets nothing through that is
// said already.
func (p *proof) dead() {
	if p.told("POL-605") {
		return
	}
	answer := p.ask("POL-606", p.document, p.with(prove.DeadStatements))
	for _, d := range answer.Dead {
		at := prove.Answer{AllowedBy: d.Statement}
		switch d.Why {
		case prove.Contradiction:
			p.add("POL-608", at, 0, "Statement %d matches no request: its parts contradict each other.", d.Statement+1)
		case prove.Shadowed:
			p.add("POL-607", at, 0, "Statement %d allows nothing that is not denied by another one.", d.Statement+1)
		case prove.Redundant:
			p.add("POL-606", at, 0, "Without statement %d the policy lets the same through.", d.Statement+1)
		}
	}
}

// required asks whether what must pass does: what the caller requires, and resources of AWS
// without which services and workloads fail.
func (p *proof) required() {
	if p.Policies.Required.IsUnknown() {
		p.later("POL-609", "", "required is not known yet")
	}
	access := p.Policies.Required.Or(nil)
	for _, name := range sortedKeys(access) {
		a := access[name]
		p.mustAllow(name, prove.Access{Actions: a.Actions, Resources: a.Resources, Principals: a.Principals, Context: a.Context}, rule.Error,
			fmt.Sprintf("required[%q] must pass.", name))
	}
	needed, open := p.needed()
	if open != "" {
		p.later("POL-609", "", open)
	}
	for _, f := range p.needs.nameless {
		if f.Required && slices.Contains(f.EndpointServices, p.base.Service) {
			p.missing("POL-609", p.target, fmt.Sprintf("what runs here needs the resources of AWS %q, and no source names them in %s", f.ID, p.Region.Code))
		}
	}
	for _, r := range needed {
		if r.EndpointService != p.base.Service || !r.Required {
			continue
		}
		if p.Policies.Trusted.IsUnknown() && !r.AnyCaller {
			p.later("POL-609", p.target, "trusted is not known yet")
			continue
		}
		p.mustAllow(r.ID, accessTo(r, p.Policies.Trusted.IsGiven()), 0,
			fmt.Sprintf("What runs here needs the resources of AWS %q.", r.ID))
	}
}

// uncarried tells of required access that comes through none of the endpoints, so that what
// was asked about their policies says nothing about it.
func (j *judge) uncarried(subjects []subject) {
	access := j.Policies.Required.Or(nil)
	for _, name := range sortedKeys(access) {
		carried := func(s subject) bool { return j.carries(s, access[name].Actions) }
		if len(subjects) > 0 && !j.Endpoints.IsUnknown() && !slices.ContainsFunc(subjects, carried) {
			j.missing("POL-609", "", fmt.Sprintf("no endpoint is known to carry an action of required[%q]", name))
		}
	}
}

// carries reports whether one of these actions may come through the endpoint of a policy.
func (j *judge) carries(s subject, actions []string) bool {
	if s.endpoint == nil || s.open != "" || !s.endpoint.Service.IsAWS() || len(actions) == 0 {
		return true
	}
	prefixes, known := j.words.EndpointPrefixes(s.endpoint.Service.Key)
	return !known || slices.ContainsFunc(actions, func(action string) bool {
		prefix, _, _ := strings.Cut(action, ":")
		return strings.ContainsAny(prefix, "*?") || slices.ContainsFunc(prefixes, func(p string) bool { return strings.EqualFold(p, prefix) })
	})
}

// accessTo is the access to resources of AWS that must pass.
func accessTo(r owned.Resource, trusted bool) prove.Access {
	callers := []string{"trusted"}
	if r.AnyCaller || !trusted {
		callers = []string{"*"}
	}
	return prove.Access{Actions: r.Actions, Resources: r.ResourceARNs, Principals: callers}
}

// mustAllow asks whether access passes.
func (p *proof) mustAllow(name string, access prove.Access, severity rule.Severity, why string) {
	if reason, waits := p.unasked(name, access); reason != "" {
		if waits {
			p.later("POL-609", p.target, reason)
		} else {
			p.missing("POL-609", p.target, reason)
		}
		return
	}
	q := p.with(prove.MustAllow)
	q.Access = map[string]prove.Access{name: p.throughHere(access)}
	q.Trusted = trustedOf(p.Policies.Trusted.Or(plan.Trusted{}))
	if answer := p.ask("POL-609", p.document, q); answer.Verdict == prove.Counterexample {
		p.add("POL-609", answer, severity, "%s %s", why, answer.Explanation)
	}
}

// unasked says why it cannot be asked whether access passes, or not yet.
func (p *proof) unasked(name string, access prove.Access) (reason string, waits bool) {
	if slices.Contains(access.Principals, "trusted") {
		if p.Policies.Trusted.IsUnknown() {
			return "trusted is not known yet", true
		}
		if p.Policies.Trusted.IsAbsent() {
			return fmt.Sprintf("required[%q] speaks of the trusted, and trusted is not given", name), false
		}
	}
	if e := p.endpoint; e != nil && p.mentionsEndpoint() && (e.ID.IsUnknown() || e.VPCID.IsUnknown()) {
		return "the policy speaks of ids, and that of the endpoint or of its VPC is not known yet", true
	}
	return "", false
}

// throughHere adds to access what is known of every request through the endpoint at hand, if
// the policy may ask for it.
func (p *proof) throughHere(access prove.Access) prove.Access {
	if p.endpoint == nil || !p.mentionsEndpoint() {
		return access
	}
	context := map[string][]string{}
	for key, value := range map[string]plan.Text{"aws:SourceVpc": p.endpoint.VPCID, "aws:SourceVpce": p.endpoint.ID} {
		if id, known := value.Get(); known {
			context[key] = []string{id}
		}
	}
	for key, values := range access.Context {
		maps.DeleteFunc(context, func(other string, _ []string) bool { return strings.EqualFold(key, other) })
		context[key] = values
	}
	access.Context = context
	return access
}

// reference is the document to compare with, if there is one.
func (p *proof) reference() (*ast.Document, string) {
	given := p.Policies.References.Or(nil)[p.target]
	text, known := given.Get()
	switch {
	case given.IsUnknown() || p.Policies.References.IsUnknown():
		p.later("POL-611", p.target, "the reference policy is not known yet")
		return nil, ""
	case !known:
		return nil, ""
	}
	parsed := parse.Parse(text)
	if parsed.Document == nil {
		p.add("POL-611", prove.Answer{AllowedBy: -1}, rule.Error, "The reference policy cannot be read, so nothing can be compared with it: %s", parsed.Err())
		unread := &p.findings[len(p.findings)-1]
		unread.At = input.At("reference_policies").Key(p.target)
		unread.Attribute, unread.Fix = unread.At.String(), "Mend the text of the reference policy, or leave it out."
	}
	return parsed.Document, text
}

// compare asks whether the policy lets more through than the reference.
func (p *proof) compare(reference *ast.Document) {
	q := p.with(prove.NoNewAccess)
	q.Reference = reference
	if answer := p.ask("POL-611", p.document, q); answer.Verdict == prove.Counterexample {
		p.add("POL-611", answer, rule.Error, "%s", answer.Explanation)
	}
}

// leaks names the rules about single statements that explain why an outsider gets in or out.
func leaks(id string, allowing *ast.Statement, document *ast.Document) []string {
	if id != "POL-602" && id != "POL-604" {
		return nil
	}
	var out []string
	if resources, not := allowing.Which(); id == "POL-604" && !not && resources != nil && slices.ContainsFunc(resources.Items, func(r ast.String) bool { return r.Value == "*" }) {
		out = append(out, "POL-312")
	}
	onTrust(allowing, func(o ast.Operator) {
		if o.IfExists {
			out = append(out, "POL-413")
		}
		if o.Base.Negated() {
			out = append(out, "POL-414")
		}
	})
	for _, s := range document.Statements {
		if s.Effect == ast.Deny {
			onTrust(s, func(o ast.Operator) {
				if !o.Base.Negated() {
					out = append(out, "POL-415")
				}
			})
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// onTrust visits the operators of a statement that are on keys of trust.
func onTrust(s *ast.Statement, visit func(ast.Operator)) {
	if s.Condition == nil {
		return
	}
	for _, block := range s.Condition.Blocks {
		operator, known := block.Operator()
		for _, test := range block.Tests {
			if known && trustKey(test.Key) {
				visit(operator)
			}
		}
	}
}

// trustKey reports whether a condition key says whose a caller or resource is.
func trustKey(key string) bool {
	switch strings.ToLower(key) {
	case "aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:principalarn",
		"aws:resourceorgid", "aws:resourceorgpaths", "aws:resourceaccount", "s3:resourceaccount":
		return true
	}
	return false
}
