output "service" {
  value = provider::vpce::service_parse("aws.sagemaker.eu-west-1.notebook")
  # { kind = "aws", partition = "aws", region = "eu-west-1", service = "notebook" }
}

# As a validation: only services of AWS, no endpoint services of other accounts.
variable "service_name" {
  type    = string
  default = "com.amazonaws.us-east-1.kms"

  validation {
    condition     = provider::vpce::service_parse(var.service_name).kind == "aws"
    error_message = "Only endpoints of AWS services are allowed here."
  }
}
